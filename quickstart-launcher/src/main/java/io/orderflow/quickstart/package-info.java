/**
 * Starts everything on one machine without Docker and AWS: PostgreSQL, EventBridge and
 * SQS, order-api and invoice-worker; shows one log of them all, and stops them in order.
 */
@NullMarked
package io.orderflow.quickstart;

import org.jspecify.annotations.NullMarked;
