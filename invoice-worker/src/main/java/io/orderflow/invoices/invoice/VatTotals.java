package io.orderflow.invoices.invoice;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Sums up invoices and credit notes by currency, VAT category and rate.
 */
public final class VatTotals {

	private final Map<String, Map<VatSubtotal.Key, VatTotal>> totals = new TreeMap<>();

	/** Of no invoice yet. */
	public VatTotals() {
	}

	/**
	 * Adds an invoice, or takes a credit note off.
	 * @param invoice counted each time that it is given
	 */
	public void add(Invoice invoice) {
		Map<VatSubtotal.Key, VatTotal> ofCurrency = this.totals.computeIfAbsent(invoice.currency().getCurrencyCode(),
				(first) -> new TreeMap<>());
		for (VatSubtotal vat : invoice.bookedVat()) {
			ofCurrency.merge(vat.key(),
					new VatTotal(invoice.currency(), vat.category(), vat.rate(), vat.taxable(), vat.vat()),
					VatTotal::plus);
		}
	}

	/**
	 * {@return the totals so far, in the order of their currencies, categories and rates}
	 */
	public List<VatTotal> list() {
		List<VatTotal> all = new ArrayList<>();
		this.totals.values().forEach((ofCurrency) -> all.addAll(ofCurrency.values()));
		return all;
	}

}
