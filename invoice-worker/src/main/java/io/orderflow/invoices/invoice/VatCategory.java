package io.orderflow.invoices.invoice;

/**
 * VAT category codes of EN 16931 (UNCL 5305) that an order can carry.
 */
public enum VatCategory {

	/** Standard rate: the only one with a rate above 0. */
	S,

	/** Zero rated. */
	Z,

	/** Exempt. */
	E,

	/** Reverse charge: the buyer accounts for the VAT. */
	AE,

	/** Export outside the EU. */
	G;

	/**
	 * {@return whether a line may say why no VAT is charged}
	 */
	public boolean takesExemptionReason() {
		return this == E || this == AE || this == G;
	}

}
