// Calls of the API. The token, where one is demanded, is kept here alone.

let token = null;

export function useToken(text) {
	token = text;
}

/** What the API says is wrong, as RFC 9457 has it. */
export class Problem extends Error {

	constructor(status, problem) {
		super(problem.detail ?? problem.title ?? `The API answered ${status}`);
		this.status = status;
		this.errors = problem.errors ?? [];
	}

}

async function call(path, options = {}) {
	const headers = { Accept: "application/json", ...options.headers };
	if (token) {
		headers.Authorization = `Bearer ${token}`;
	}
	let response;
	try {
		response = await fetch(path, { ...options, headers });
	}
	catch {
		throw new Problem(0, { detail: "The API cannot be reached. Is it running?" });
	}
	const body = await response.json().catch(() => ({}));
	if (!response.ok) {
		throw new Problem(response.status, body);
	}
	return body;
}

function post(path, body, headers) {
	return call(path, { method: "POST", body: JSON.stringify(body),
		headers: { "Content-Type": "application/json", ...headers } });
}

/** The key makes it harmless to press the button twice. */
export const placeOrder = (order, key) => post("orders", order, { "Idempotency-Key": key });

export const cancelOrder = (id, cancellation) => post(`orders/${id}/cancellation`, cancellation);

export const findOrder = (id) => call(`orders/${id}`);

export const listOrders = (after) => call(`orders?limit=20${after ? `&after=${after}` : ""}`);
