package io.orderflow.orders.order;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * Who ordered, and who gets the invoice.
 *
 * @param vatId with its country prefix (EN 16931, BT-48); null where there is none
 */
record Customer(@NotNull @Text @Size(max = 150) String name, @NotNull @Text @Email @Size(max = 254) String email,
		@VatId @Nullable String vatId, @NotNull @Valid Address address) {

	/**
	 * A postal address.
	 *
	 * @param postcode null where the country has none
	 * @param country ISO 3166-1 alpha-2
	 */
	record Address(@NotNull @Text @Size(max = 150) String street, @NotNull @Text @Size(max = 100) String city,
			@Text @Size(max = 20) @Nullable String postcode, @NotNull @CountryCode String country) {

	}

}
