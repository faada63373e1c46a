/**
 * What all endpoints share: the limits of a body, the form of an error, and the OpenAPI
 * document.
 */
@NullMarked
package io.orderflow.orders.web;

import org.jspecify.annotations.NullMarked;
