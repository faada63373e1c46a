/**
 * What keeps a service answering: bounds to what clients can hold of it, and the telling
 * apart of a database that is away from a program that is wrong.
 */
@NullMarked
package io.orderflow.availability;

import org.jspecify.annotations.NullMarked;
