package io.orderflow.invoices.invoice;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A series whose chain was checked.
 *
 * @param series such as 2026, or C2026 for credit notes
 * @param invoices how many it has
 * @param lastDigest of the last of them; null if it has none
 * @param gaps numbers that were given but are not there: taken out, or lost by a restore
 * from a backup
 * @param faults what must not be, one line each; empty if all is as it was issued
 */
record CheckedSeries(String series, long invoices, @Nullable String lastDigest, List<String> gaps,
		List<String> faults) {
}
