package io.orderflow.invoices.invoice;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A postal address.
 *
 * @param street street and number
 * @param city the city
 * @param postcode null where the country has none
 * @param country ISO 3166-1 alpha-2
 */
public record Address(@NotBlank String street, @NotBlank String city, @Nullable String postcode,
		@NotNull @Pattern(regexp = "^[A-Z]{2}$") String country) {
}
