package io.orderflow.orders.order;

import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * What was published once more.
 *
 * @param orders how many
 * @param erased how many were left out, because their customer's data was erased
 * @param next what {@code after} has to be for the rest; null if there is none
 */
public record Republished(int orders, int erased, @JsonInclude @Nullable UUID next) {

}
