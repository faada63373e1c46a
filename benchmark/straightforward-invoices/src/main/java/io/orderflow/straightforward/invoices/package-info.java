/**
 * The invoice service as tutorials write it.
 */
@NullMarked
package io.orderflow.straightforward.invoices;

import org.jspecify.annotations.NullMarked;
