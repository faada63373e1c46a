package io.orderflow.invoices.invoice;

import java.time.Instant;
import java.time.LocalDate;

import org.jspecify.annotations.Nullable;

/**
 * An invoice with its number and all it says, before the database has added it to its
 * series' chain.
 *
 * @param number its number
 * @param series the number's series
 * @param sequence its place there
 * @param issuedAt when
 * @param issuedOn the date of that
 * @param dueOn null on a credit note
 * @param accounting null where the invoice is in the accounting currency
 * @param letterhead what else is printed
 * @param draft what it says
 */
record NewInvoice(InvoiceNumber number, String series, long sequence, Instant issuedAt, LocalDate issuedOn,
		@Nullable LocalDate dueOn, @Nullable AccountingVat accounting, Letterhead letterhead, InvoiceDraft draft) {

	static NewInvoice of(InvoiceNumber number, InvoiceSeries.Taken taken, InvoiceDraft draft, InvoiceSettings settings,
			Letterhead letterhead) {
		return new NewInvoice(number, number.series(), number.sequence(), taken.issuedAt(), taken.issuedOn(),
				(draft.corrects() == null) ? taken.issuedOn().plus(settings.paymentTerm()) : null,
				(draft.exchangeRate() != null) ? AccountingVat.of(draft.exchangeRate(), draft.totals()) : null,
				letterhead, draft);
	}

	Invoice chained(@Nullable String previousDigest, String digest) {
		return new Invoice(this.number, this.draft.corrects(), this.draft.reason(), this.draft.orderId(),
				this.draft.eventId(), this.draft.placedAt(), this.issuedAt, this.issuedOn, this.dueOn,
				this.draft.currency(), this.draft.reference(), this.draft.customer(), this.draft.lines(),
				this.draft.vat(), this.draft.totals(), this.accounting, this.letterhead, previousDigest, digest);
	}

}
