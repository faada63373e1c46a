// The order that is shown, and its way to invoice and credit note.

const time = new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeStyle: "medium" });

export const formatTime = (instant) => time.format(new Date(instant));

/** Whether the API will tell of something more. */
export const isUnderWay = (order) => !order.invoice || (order.cancellation && !order.creditNote);

export function state(order) {
	if (order.creditNote) {
		return order.cancellation?.lines ? "partly credited" : "credited";
	}
	return order.cancellation ? "cancelled" : order.invoice ? "invoiced" : "placed";
}

/** Puts the order into the element. Whoever is at a link stays there. */
export function show(order, element) {
	const link = element.contains(document.activeElement) ? document.activeElement.href : null;
	element.replaceChildren(facts(order), way(order));
	[...element.querySelectorAll("a")].find(({ href }) => href === link)?.focus();
}

function facts(order) {
	const list = document.createElement("dl");
	for (const [name, value] of [["Order", order.id], ["Customer", order.customer.name],
			["Net", money(order, "net")], ["VAT", money(order, "vat")], ["Gross", money(order, "gross")]]) {
		const term = document.createElement("dt");
		term.textContent = name;
		const description = document.createElement("dd");
		description.textContent = value;
		list.append(term, description);
	}
	return list;
}

export const money = (order, total) => `${order.currency} ${order.totals[total]}`;

function way(order) {
	const list = document.createElement("ol");
	list.className = "way";
	list.append(step("Order taken, and the event OrderPlaced with it", order.placedAt),
			order.invoice ? step("Invoice", order.invoice.issuedAt, order.invoice) : step("Invoice: not yet"));
	if (order.cancellation) {
		list.append(step(`Cancelled: ${order.cancellation.reason}`, order.cancellation.cancelledAt),
				order.creditNote ? step("Credit note", order.creditNote.issuedAt, order.creditNote)
						: step("Credit note: not yet"));
	}
	return list;
}

function step(text, instant, paper) {
	const item = document.createElement("li");
	item.append(text);
	if (paper) {
		const link = document.createElement("a");
		link.href = paper.links.pdf;
		link.target = "_blank";
		link.rel = "noopener";
		link.textContent = `${paper.number} (PDF)`;
		item.append(" ", link);
	}
	if (instant) {
		item.className = "done";
		const when = document.createElement("time");
		when.dateTime = instant;
		when.textContent = formatTime(instant);
		item.append(when);
	}
	return item;
}
