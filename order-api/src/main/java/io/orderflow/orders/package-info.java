/**
 * The order API: takes orders over HTTP, keeps them, and publishes each to EventBridge.
 */
@NullMarked
package io.orderflow.orders;

import org.jspecify.annotations.NullMarked;
