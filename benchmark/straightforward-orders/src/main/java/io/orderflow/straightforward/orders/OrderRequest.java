package io.orderflow.straightforward.orders;

import java.util.List;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

record OrderRequest(@NotNull @Valid Customer customer, @NotNull @Size(min = 3, max = 3) String currency,
		@Nullable String reference, @NotEmpty List<@Valid OrderLine> lines) {

}
