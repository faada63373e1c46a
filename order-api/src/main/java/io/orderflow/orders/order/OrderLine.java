package io.orderflow.orders.order;

import java.math.BigDecimal;
import java.math.RoundingMode;

import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * One position of an order.
 *
 * @param quantity more than 0, at most 3 decimals
 * @param unit a code of UN/ECE Recommendation 20; null means C62, one
 * @param unitPrice net, for one unit, within the currency's minor units
 * @param vatRate in percent
 * @param vatCategory EN 16931, BT-151; null means standard, or zero rated where the rate
 * is 0
 * @param exemptionReason why no VAT is charged; null where it is
 */
record OrderLine(@NotNull @Text @Size(max = 40) String sku, @NotNull @Text @Size(max = 150) String description,
		@NotNull @DecimalMin(value = "0", inclusive = false) @Digits(integer = 6, fraction = 3) BigDecimal quantity,
		@UnitCode @Nullable String unit,
		@NotNull @PositiveOrZero @Digits(integer = 9, fraction = 4) BigDecimal unitPrice,
		@NotNull @DecimalMin("0") @DecimalMax("100") @Digits(integer = 3, fraction = 2) BigDecimal vatRate,
		@Nullable VatCategory vatCategory, @Text @Size(max = 100) @Nullable String exemptionReason) {

	/** This line with its defaults, and its decimals in one way of writing. */
	OrderLine complete(int minorUnits) {
		return new OrderLine(this.sku, this.description, shortest(this.quantity),
				(this.unit != null) ? this.unit : "C62", this.unitPrice.setScale(minorUnits, RoundingMode.UNNECESSARY),
				shortest(this.vatRate), category(), this.exemptionReason);
	}

	/**
	 * This line as one of a seller who charges no VAT.
	 * @param reason why; null where VAT is charged, which changes nothing
	 */
	OrderLine exemptFor(@Nullable String reason) {
		if (reason == null || (this.vatCategory != null && this.vatCategory != VatCategory.E)) {
			return this;
		}
		return new OrderLine(this.sku, this.description, this.quantity, this.unit, this.unitPrice, this.vatRate,
				VatCategory.E, (this.exemptionReason != null) ? this.exemptionReason : reason);
	}

	VatCategory category() {
		if (this.vatCategory != null) {
			return this.vatCategory;
		}
		return (this.vatRate.signum() == 0) ? VatCategory.Z : VatCategory.S;
	}

	/** EN 16931, BT-131: rounded half up, line by line. */
	BigDecimal net(int minorUnits) {
		return this.quantity.multiply(this.unitPrice).setScale(minorUnits, RoundingMode.HALF_UP);
	}

	static BigDecimal shortest(BigDecimal decimal) {
		BigDecimal stripped = decimal.stripTrailingZeros();
		return (stripped.scale() < 0) ? stripped.setScale(0) : stripped;
	}

}
