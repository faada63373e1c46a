/**
 * Which scope a token must have for which path.
 */
@NullMarked
package io.orderflow.invoices.web;

import org.jspecify.annotations.NullMarked;
