package io.orderflow.invoices.invoice;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A stretch of a list.
 *
 * @param items may be empty
 * @param next what to pass as {@code after} for the stretch that follows; null at the end
 */
record InvoicePage(List<Invoice> items, @JsonInclude(JsonInclude.Include.ALWAYS) @Schema(types = {
		"string", "null" }) @Nullable InvoiceCursor next){

	/**
	 * Made of one more than the page holds, which tells whether another follows.
	 */
	static InvoicePage of(List<Invoice> oneMore, int limit) {
		if (oneMore.size() <= limit) {
			return new InvoicePage(oneMore, null);
		}
		List<Invoice> items = oneMore.subList(0, limit);
		return new InvoicePage(items, new InvoiceCursor(items.get(limit - 1).number()));
	}

}
