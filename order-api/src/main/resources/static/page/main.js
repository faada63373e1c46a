import { cancelOrder, findOrder, listOrders, placeOrder, useToken } from "./api.js";
import { clearProblem, read, showProblem } from "./fields.js";
import { formatTime, isUnderWay, money, show, state } from "./shown.js";

const element = (id) => document.getElementById(id);
const orderForm = element("order");
const cancellation = element("cancellation");
const SAMPLE = { sku: "BOOK-1", description: "Notes on the Analytical Engine", quantity: "2", unitPrice: "12.50", vatRate: "20" };
// In ms: how soon it looks again whether the order has its invoice, and how soon at last.
const LOOK_AGAIN = 500;
const LOOK_AT_LAST = 10_000;

let shownOrder = null;
let lastOfList = null;
let idempotencyKey = null;
// Raised when another order is shown, or this one is changed: what was asked before is of no use then.
let change = 0;

/* The form */

function addLine(values) {
	const line = element("line").content.cloneNode(true).firstElementChild;
	for (const input of line.querySelectorAll("input")) {
		input.value = values[input.dataset.field] ?? "";
	}
	line.querySelector(".remove").addEventListener("click", () => {
		line.remove();
		numberLines();
		element("add-line").focus();
	});
	element("lines").append(line);
	numberLines();
	return line;
}

function numberLines() {
	idempotencyKey = null;
	const lines = [...element("lines").children];
	lines.forEach((line, index) => {
		line.querySelector("legend").textContent = `Line ${index + 1}`;
		line.querySelector(".remove").hidden = lines.length === 1;
		for (const input of line.querySelectorAll("input")) {
			input.name = `/lines/${index}/${input.dataset.field}`;
		}
	});
}

async function submit(form, place, action) {
	const button = form.querySelector("button:not([type])");
	clearProblem(form, place);
	button.disabled = true;
	try {
		await action();
	}
	catch (problem) {
		failed(form, place, problem);
	}
	finally {
		button.disabled = false;
	}
}

/** Random, also on a page that came over plain HTTP, where crypto.randomUUID is missing. */
function newKey() {
	return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

function failed(form, place, problem) {
	if (problem.status === undefined) {
		throw problem;
	}
	if (problem.status === 401) {
		element("token").hidden = false;
		element("token").querySelector("input").focus();
	}
	showProblem(form, place, problem);
}

orderForm.addEventListener("input", () => {
	idempotencyKey = null;
});

orderForm.addEventListener("submit", (event) => {
	event.preventDefault();
	submit(orderForm, element("order-problem"), async () => {
		idempotencyKey ??= newKey();
		const order = await placeOrder(read(orderForm), idempotencyKey);
		idempotencyKey = null;
		choose(order);
		await list();
	});
});

element("add-line").addEventListener("click", () => addLine({ vatRate: "20" }).querySelector("input").focus());

/* The order that is shown */

function choose(order) {
	change++;
	element("the-order").focus();
	clearProblem(cancellation, element("cancellation-problem"));
	update(order);
	follow(order.id, change);
}

function update(order) {
	shownOrder = order;
	element("state").textContent = `It is ${state(order)}.`;
	show(order, element("shown"));
	const wasHidden = cancellation.hidden;
	cancellation.hidden = Boolean(order.cancellation);
	if (wasHidden || cancellation.dataset.order !== order.id) {
		cancellation.dataset.order = order.id;
		element("cancelled-lines").replaceChildren(...order.lines.map(cancelledLine));
	}
	const row = document.querySelector(`[data-state="${order.id}"]`);
	if (row) {
		row.textContent = state(order);
	}
}

function cancelledLine(line, index) {
	const label = document.createElement("label");
	label.textContent = `Of line ${index + 1}, ${line.description} `;
	const input = document.createElement("input");
	input.inputMode = "decimal";
	input.value = line.quantity;
	input.dataset.ordered = line.quantity;
	label.append(input);
	return label;
}

/** Looks again, less and less often, until nothing more is to come. */
async function follow(id, since) {
	for (let wait = LOOK_AGAIN; isUnderWay(shownOrder); wait = Math.min(wait * 1.2, LOOK_AT_LAST)) {
		await new Promise((resolve) => setTimeout(resolve, wait));
		let now;
		try {
			now = await findOrder(id);
			element("orders-problem").textContent = "";
		}
		catch (problem) {
			element("orders-problem").textContent = problem.message;
		}
		if (change !== since) {
			return;
		}
		if (now && JSON.stringify(now) !== JSON.stringify(shownOrder)) {
			update(now);
		}
	}
}

/** The lines that are taken back, and null where it is all of them. */
function linesTakenBack() {
	const inputs = [...element("cancelled-lines").querySelectorAll("input")];
	if (inputs.every((input) => input.value === input.dataset.ordered)) {
		return null;
	}
	const lines = [];
	inputs.forEach((input, index) => {
		input.removeAttribute("name");
		if (input.value !== "" && input.value !== "0") {
			input.name = `/lines/${lines.length}/quantity`;
			lines.push({ line: index + 1, quantity: input.value });
		}
	});
	return lines;
}

cancellation.addEventListener("submit", (event) => {
	event.preventDefault();
	submit(cancellation, element("cancellation-problem"), async () => {
		const lines = linesTakenBack();
		const reason = cancellation.elements["/reason"].value;
		const order = await cancelOrder(shownOrder.id, lines ? { reason, lines } : { reason });
		choose(order);
	});
});

/* The list */

async function list(after) {
	try {
		const page = await listOrders(after);
		element("orders-problem").textContent = "";
		const rows = page.items.map(row);
		if (after) {
			element("orders").append(...rows);
		}
		else {
			element("orders").replaceChildren(...rows);
		}
		lastOfList = page.next;
		element("older").hidden = !page.next;
	}
	catch (problem) {
		failed(element("token"), element("orders-problem"), problem);
	}
}

function row(order) {
	const button = document.createElement("button");
	button.type = "button";
	button.textContent = formatTime(order.placedAt);
	button.setAttribute("aria-label", `Order of ${formatTime(order.placedAt)}, ${order.customer.name}`);
	button.addEventListener("click", async () => {
		try {
			choose(await findOrder(order.id));
		}
		catch (problem) {
			failed(element("token"), element("orders-problem"), problem);
		}
	});
	const tableRow = document.createElement("tr");
	tableRow.append(cell(button), cell(order.customer.name), cell(money(order, "gross"), "number"), cell(state(order)));
	tableRow.lastElementChild.dataset.state = order.id;
	return tableRow;
}

function cell(content, style = "") {
	const made = document.createElement("td");
	made.className = style;
	made.append(content);
	return made;
}

element("older").addEventListener("click", () => list(lastOfList));

element("token").addEventListener("submit", (event) => {
	event.preventDefault();
	useToken(element("token").elements.token.value.trim());
	element("token").hidden = true;
	element("new-order").focus();
	list();
});

addLine(SAMPLE);
list();
