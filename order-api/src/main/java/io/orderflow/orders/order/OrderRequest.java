package io.orderflow.orders.order;

import java.util.List;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * What a customer sends. The lengths are such that the event of the largest order, with
 * every character as large as UTF-8 and JSON can make it, is below 256 KB.
 *
 * @param currency ISO 4217; one of the setting {@code orders.currencies}
 * @param reference the customer's own; null where there is none
 * @param lines 1 to 200
 */
@SoundAmounts
record OrderRequest(@NotNull @Valid Customer customer,
		@NotNull @Pattern(regexp = "^[A-Z]{3}$",
				message = "must be a currency code of ISO 4217, such as EUR") String currency,
		@Text @Size(max = 100) @Nullable String reference,
		@NotNull @Size(min = 1, max = 200) List<@NotNull @Valid OrderLine> lines) {

}
