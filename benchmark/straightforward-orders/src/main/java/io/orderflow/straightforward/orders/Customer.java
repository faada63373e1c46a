package io.orderflow.straightforward.orders;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import org.jspecify.annotations.Nullable;

import org.springframework.data.relational.core.mapping.Embedded;
import org.springframework.data.relational.core.mapping.Embedded.OnEmpty;

record Customer(@NotBlank String name, @NotBlank @Email String email, @Nullable String vatId,
		@Embedded(onEmpty = OnEmpty.USE_EMPTY) @NotNull @Valid Address address) {

	record Address(@NotBlank String street, @NotBlank String city, @Nullable String postcode,
			@NotBlank String country) {

	}

}
