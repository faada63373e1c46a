/**
 * Erases customers' personal data from orders that are done.
 */
@NullMarked
package io.orderflow.orders.erasure;

import org.jspecify.annotations.NullMarked;
