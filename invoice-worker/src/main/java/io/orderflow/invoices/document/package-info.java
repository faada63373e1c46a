/**
 * Invoices and credit notes as people and tax offices read them: PDF and XML, made when
 * they are asked for, of what is kept.
 */
@NullMarked
package io.orderflow.invoices.document;

import org.jspecify.annotations.NullMarked;
