/**
 * The packaged services as processes, from the order to the invoice.
 */
@NullMarked
package io.orderflow.endtoend;

import org.jspecify.annotations.NullMarked;
