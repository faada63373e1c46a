package io.orderflow.orders.order;

import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * What was published once more.
 *
 * @param orders how many
 * @param next what {@code after} has to be for the rest; null if there is none
 */
record Republished(int orders, @JsonInclude @Nullable UUID next) {

}
