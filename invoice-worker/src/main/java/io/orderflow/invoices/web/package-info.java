/**
 * Who gets in, and what the others are told.
 */
@NullMarked
package io.orderflow.invoices.web;

import org.jspecify.annotations.NullMarked;
