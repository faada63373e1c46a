package io.orderflow.invoices.intake;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

import io.orderflow.invoices.invoice.Customer;
import io.orderflow.invoices.invoice.InvoiceDraft;
import io.orderflow.invoices.invoice.InvoiceLine;
import org.jspecify.annotations.Nullable;

/**
 * SHA-256 of what an order says, to tell a redelivery from the same id with other
 * content. It is of what was read, not of the JSON: key order, spaces and 12.5 for
 * "12.50" make no difference, nor do the event's id and the trace.
 * <p>
 * Kept in the database, so what is written here must stay as it is. A field added later
 * is written only where an order has it; then the digests of orders without it do not
 * change.
 */
final class ContentDigest {

	private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

	private final DataOutputStream out = new DataOutputStream(this.bytes);

	private ContentDigest() {
	}

	static byte[] of(OrderPlaced order) {
		ContentDigest digest = new ContentDigest();
		InvoiceDraft draft = order.draft();
		digest.put("placedAt", order.placedAt());
		digest.put("currency", draft.currency());
		digest.put("reference", draft.reference());
		digest.put(draft.customer());
		draft.lines().forEach(digest::put);
		if (draft.exchangeRate() != null) {
			digest.put("accountingCurrency", draft.exchangeRate().currency());
			digest.put("exchangeRate", draft.exchangeRate().rate().toPlainString());
		}
		return digest.sha256();
	}

	private void put(Customer customer) {
		put("name", customer.name());
		put("email", customer.email());
		put("vatId", customer.vatId());
		put("street", customer.address().street());
		put("city", customer.address().city());
		put("postcode", customer.address().postcode());
		put("country", customer.address().country());
	}

	private void put(InvoiceLine line) {
		put("sku", line.sku());
		put("description", line.description());
		put("quantity", line.quantity().toPlainString());
		put("unit", line.unit());
		put("unitPrice", line.unitPrice().toPlainString());
		put("vatRate", line.vatRate().toPlainString());
		put("vatCategory", line.vatCategory());
		put("exemptionReason", line.exemptionReason());
	}

	/**
	 * Name and value, each with its length before it, so that no two orders are written
	 * alike.
	 */
	private void put(String name, @Nullable Object value) {
		if (value == null) {
			return;
		}
		try {
			this.out.writeUTF(name);
			this.out.writeUTF(value.toString());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private byte[] sha256() {
		try {
			return MessageDigest.getInstance("SHA-256").digest(this.bytes.toByteArray());
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("Every Java has SHA-256", ex);
		}
	}

}
