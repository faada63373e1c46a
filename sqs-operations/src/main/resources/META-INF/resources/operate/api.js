// Calls of this service's actuator. The token, where one is demanded, is kept here alone.

let token = null;
// In ms: by how much the service's clock is ahead of this one's.
let ahead = 0;

export function useToken(text) {
	token = text;
}

/** The service's time, in ms. */
export const now = () => Date.now() + ahead;

/** What the service says is wrong. */
export class Problem extends Error {

	constructor(status, problem) {
		super(problem.detail ?? problem.message ?? problem.title ?? problem.error ?? `The service answered ${status}`);
		this.status = status;
	}

}

/** A number that JavaScript would write otherwise, such as 1.50, is kept as it came: who looks inside sees what is there. */
function exactly(text) {
	return JSON.parse(text, (key, value, { source } = {}) =>
			(typeof value === "number" && String(value) !== source && JSON.rawJSON) ? JSON.rawJSON(source) : value);
}

/** JSON in lines, and anything else as it is. */
export function inLines(json) {
	try {
		return JSON.stringify((typeof json === "string") ? exactly(json) : json, null, 2);
	}
	catch {
		return json;
	}
}

async function call(path, options = {}, isAnswer = (ok) => ok) {
	const headers = { Accept: "application/json", ...options.headers };
	if (token) {
		headers.Authorization = `Bearer ${token}`;
	}
	let response;
	let text;
	try {
		response = await fetch(`actuator${path}`, { ...options, headers });
		text = await response.text();
	}
	catch {
		throw new Problem(0, { detail: "The service cannot be reached, or went away before it answered. See that it runs" });
	}
	ahead = Date.parse(response.headers.get("Date") ?? "") - Date.now() || 0;
	let body;
	try {
		body = exactly(text);
	}
	catch {
		body = {};
	}
	if (!isAnswer(response.ok, body)) {
		throw new Problem(response.status, body);
	}
	return body;
}

async function post(path, body) {
	try {
		return await call(path, { method: "POST", body: JSON.stringify(body), headers: { "Content-Type": "application/json" } });
	}
	catch (problem) {
		if (problem.status === 0 || problem.status >= 500) {
			problem.message += ". Nothing is lost by it: refresh, and see what is done and what waits still";
		}
		throw problem;
	}
}

function query(parameters) {
	return new URLSearchParams(Object.entries(parameters).filter(([, value]) => value));
}

/** The names of what the service has. */
export const links = async () => Object.keys((await call(""))._links ?? {});

export const info = () => call("/info");

/** How the pipeline is; that it is down is an answer, too, and comes with a 503. */
export const health = () => call("/health/pipeline", {}, (ok, { status }) => ok || typeof status === "string");

export const relay = () => call("/outboxrelay");

export const listeners = () => call("/listeners");

/** Pauses or resumes; because is demanded for a pause. */
export const switchRelay = (action, because) => post("/outboxrelay", { action, because });

export const switchListener = (id, action, because) => post(`/listeners/${encodeURIComponent(id)}`, { action, because });

/** The calls that parked events and dead letters have in common. */
export const stuck = (endpoint) => ({
	list: (parameters) => call(`/${endpoint}?${query(parameters)}`),
	find: (id) => call(`/${endpoint}/${id}`),
	settle: (id, action, because) => post(`/${endpoint}/${id}`, { action, because }),
	settleAll: (reason, action, because) => post(`/${endpoint}`, { reason, action, because }),
});
