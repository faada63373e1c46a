package io.orderflow.orders.order;

/**
 * The VAT categories an order can have, as EN 16931 and UNCL 5305 code them.
 */
enum VatCategory {

	/** Standard rate: the only one with VAT. */
	S,

	/** Zero rated. */
	Z,

	/** Exempt. */
	E,

	/** Reverse charge: the buyer owes the VAT. */
	AE,

	/** Export outside the EU. */
	G;

	boolean isCharged() {
		return this == S;
	}

	/**
	 * Whether the invoice has to say why no VAT is charged: BR-E-10, BR-AE-10, BR-G-10.
	 */
	boolean mayHaveReason() {
		return this == E || this == AE || this == G;
	}

}
