/**
 * The invoice service as most people would write it.
 */
@NullMarked
package io.orderflow.straightforward.invoices;

import org.jspecify.annotations.NullMarked;
