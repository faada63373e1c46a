package io.orderflow.orders.order;

import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * What was published once more.
 *
 * @param orders how many; an erased one by its cancellation alone
 * @param erased how many were left out, because their customer's data was erased
 * @param next what {@code after} has to be for the rest; null if there is none
 */
public record Republished(int orders, int erased, @JsonInclude @Nullable UUID next) {

	static final Republished NONE = new Republished(0, 0, null);

	Republished plus(Republished other) {
		return new Republished(this.orders + other.orders, this.erased + other.erased, null);
	}

	Republished upTo(@Nullable UUID last) {
		return new Republished(this.orders, this.erased, last);
	}

}
