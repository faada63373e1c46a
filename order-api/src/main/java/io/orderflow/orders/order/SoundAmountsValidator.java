package io.orderflow.orders.order;

import java.math.BigDecimal;
import java.util.Currency;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import org.jspecify.annotations.Nullable;

/**
 * Checks {@link SoundAmounts}. Fields that are missing have been found by their own
 * constraints.
 */
class SoundAmountsValidator implements ConstraintValidator<SoundAmounts, OrderRequest> {

	/**
	 * Below it, the gross in minor units is a whole number that JSON carries exactly (RFC
	 * 8259, section 6).
	 */
	private static final BigDecimal MAX_GROSS = new BigDecimal("1000000000000");

	private final OrderProperties properties;

	SoundAmountsValidator(OrderProperties properties) {
		this.properties = properties;
	}

	@Override
	public boolean isValid(OrderRequest order, ConstraintValidatorContext context) {
		context.disableDefaultConstraintViolation();
		Violations violations = new Violations(context);
		Optional<Currency> currency = this.properties.currencies()
			.stream()
			.filter((candidate) -> candidate.getCurrencyCode().equals(order.currency()))
			.findFirst();
		if (order.currency() != null && currency.isEmpty()) {
			violations.add("currency", "must be one of " + this.properties.currencies());
		}
		else if (currency.isPresent() && !this.properties.isAccountingCurrency(order.currency())
				&& this.properties.rateOf(order.currency()).isEmpty()) {
			violations.add("currency", "has no exchange rate to " + this.properties.accountingCurrency()
					+ " now, which the invoice must state");
		}
		else if (currency.isPresent() && order.lines() != null) {
			check(order.lines(), currency.get(), violations);
		}
		if (order.lines() != null) {
			for (int i = 0; i < order.lines().size(); i++) {
				checkVat(order.lines().get(i), order.customer(), i, violations);
			}
		}
		return violations.none();
	}

	private void check(List<OrderLine> lines, Currency currency, Violations violations) {
		int minorUnits = currency.getDefaultFractionDigits();
		for (int i = 0; i < lines.size(); i++) {
			BigDecimal price = (lines.get(i) != null) ? lines.get(i).unitPrice() : null;
			if (price != null && price.scale() > minorUnits) {
				violations.addToLine(i, "unitPrice",
						"must have at most %d decimals in %s".formatted(minorUnits, currency));
			}
		}
		boolean complete = lines.stream()
			.allMatch((line) -> line != null && line.quantity() != null && line.unitPrice() != null
					&& line.vatRate() != null);
		if (complete && Totals.of(lines, minorUnits).gross().compareTo(MAX_GROSS) >= 0) {
			violations.add("lines", "must come to less than " + MAX_GROSS + " in all");
		}
	}

	private void checkVat(@Nullable OrderLine requested, @Nullable Customer customer, int i, Violations violations) {
		if (requested == null || requested.vatRate() == null) {
			return;
		}
		OrderLine line = requested.exemptFor(this.properties.vatExemptionReason());
		VatCategory category = line.category();
		if (this.properties.vatExemptionReason() != null && category != VatCategory.E) {
			violations.addToLine(i, "vatCategory", "must be E, with vatRate 0: this seller charges no VAT");
			return;
		}
		if (this.properties.vatExemptionReason() != null && line.vatRate().signum() != 0) {
			violations.addToLine(i, "vatRate", "must be 0: this seller charges no VAT");
			return;
		}
		if (category.isCharged() == (line.vatRate().signum() == 0)) {
			violations.addToLine(i, "vatRate",
					category.isCharged() ? "must be more than 0 in category S" : "must be 0 in category " + category);
		}
		if (category == VatCategory.E && line.exemptionReason() == null) {
			violations.addToLine(i, "exemptionReason", "must be given in category E (EN 16931, BR-E-10)");
		}
		if (!category.mayHaveReason() && line.exemptionReason() != null) {
			violations.addToLine(i, "exemptionReason", "must not be given in category " + category);
		}
		if (category == VatCategory.AE && (customer == null || Objects.isNull(customer.vatId()))) {
			violations.addToLine(i, "vatCategory", "AE needs the customer's vatId (EN 16931, BR-AE-02)");
		}
	}

	private static final class Violations {

		private final ConstraintValidatorContext context;

		private boolean none = true;

		Violations(ConstraintValidatorContext context) {
			this.context = context;
		}

		void add(String field, String message) {
			this.none = false;
			this.context.buildConstraintViolationWithTemplate(message).addPropertyNode(field).addConstraintViolation();
		}

		void addToLine(int line, String field, String message) {
			this.none = false;
			this.context.buildConstraintViolationWithTemplate(message)
				.addPropertyNode("lines")
				.addPropertyNode(field)
				.inIterable()
				.atIndex(line)
				.addConstraintViolation();
		}

		boolean none() {
			return this.none;
		}

	}

}
