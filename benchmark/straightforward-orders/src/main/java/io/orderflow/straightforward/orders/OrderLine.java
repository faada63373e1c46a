package io.orderflow.straightforward.orders;

import java.math.BigDecimal;
import java.math.RoundingMode;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.PositiveOrZero;

import org.springframework.data.relational.core.mapping.Table;

@Table("order_lines")
record OrderLine(@NotBlank String sku, @NotBlank String description, @NotNull @Positive BigDecimal quantity,
		@NotNull @PositiveOrZero BigDecimal unitPrice, @NotNull @PositiveOrZero BigDecimal vatRate) {

	BigDecimal net() {
		return this.quantity.multiply(this.unitPrice).setScale(2, RoundingMode.HALF_UP);
	}

	BigDecimal vat() {
		return net().multiply(this.vatRate).movePointLeft(2).setScale(2, RoundingMode.HALF_UP);
	}

}
