/**
 * The order service as tutorials write it.
 */
@NullMarked
package io.orderflow.straightforward.orders;

import org.jspecify.annotations.NullMarked;
