package io.orderflow.invoices.invoice;

import java.util.List;
import java.util.Locale;

/**
 * The languages that invoices can be printed in.
 */
public final class Languages {

	/** By the codes of ISO 639. */
	public static final List<Locale> ALL = List.of(Locale.ENGLISH, Locale.GERMAN, Locale.FRENCH);

	private Languages() {
	}

}
