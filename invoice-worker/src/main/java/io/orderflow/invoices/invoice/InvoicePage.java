package io.orderflow.invoices.invoice;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A stretch of a list.
 *
 * @param items may be empty, and fewer than asked for, also where others follow
 * @param next what to pass as {@code after} for the stretch that follows; null at the end
 */
record InvoicePage(List<Invoice> items, @JsonInclude(JsonInclude.Include.ALWAYS) @Schema(types = {
		"string", "null" }) @Nullable InvoiceCursor next){

	/**
	 * Makes the page.
	 * @param more whether others follow
	 */
	static InvoicePage of(List<Invoice> items, boolean more) {
		return new InvoicePage(items, more ? InvoiceCursor.after(items.get(items.size() - 1)) : null);
	}

}
