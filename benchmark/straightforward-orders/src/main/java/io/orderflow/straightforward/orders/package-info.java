/**
 * The order service as most people would write it.
 */
@NullMarked
package io.orderflow.straightforward.orders;

import org.jspecify.annotations.NullMarked;
