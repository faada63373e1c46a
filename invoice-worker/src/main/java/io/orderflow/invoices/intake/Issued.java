package io.orderflow.invoices.intake;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

import io.orderflow.invoices.invoice.Invoice;

/**
 * What a transaction has issued.
 *
 * @param news what its events told, by order
 * @param claims what was known of each order then
 * @param invoices of orders placed
 * @param creditNotes of orders cancelled
 */
record Issued(Map<UUID, OrderNews> news, Map<UUID, Claim> claims, List<Invoice> invoices, List<Invoice> creditNotes) {

	List<Invoice> documents() {
		return Stream.concat(this.invoices.stream(), this.creditNotes.stream()).toList();
	}

	/**
	 * What became of an event of the transaction.
	 */
	Outcome outcome(OrderEvent event) {
		Claim claim = this.claims.get(event.id());
		return (event instanceof OrderPlaced placed) ? outcome(placed, claim) : outcome((OrderCancelled) event, claim);
	}

	private Outcome outcome(OrderPlaced placed, Claim claim) {
		if (claim.isPlacedNow() && this.news.get(placed.id()).placed() == placed) {
			return new Outcome.Issued();
		}
		return Arrays.equals(ContentDigest.of(placed), claim.digest()) ? new Outcome.Duplicate()
				: new Outcome.Refused(Reason.CONFLICTING_CONTENT,
						"Order " + placed.id() + " is invoiced already, and said something else then");
	}

	private Outcome outcome(OrderCancelled cancelled, Claim claim) {
		if (!cancelled.cancellation().isSameAs(claim.cancellation())) {
			return new Outcome.Refused(Reason.CONFLICTING_CONTENT,
					"Order " + cancelled.id() + " is cancelled already, and otherwise");
		}
		return (claim.isCancelledNow() && this.news.get(cancelled.id()).cancelled() == cancelled)
				? new Outcome.Cancelled() : new Outcome.Duplicate();
	}

}
