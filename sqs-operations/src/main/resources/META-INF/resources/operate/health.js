// How the pipeline is.

import * as api from "./api.js";
import { part } from "./part.js";
import { badge, facts, make, words } from "./shown.js";

const { find, say, look } = part("health");
const KINDS = { UP: "good", UNKNOWN: "held", OUT_OF_SERVICE: "held" };
const WORDS = { UP: "All of it runs.", DOWN: "Something is wrong.", OUT_OF_SERVICE: "Something is held.",
	UNKNOWN: "Something is not known." };

let shown = null;

/** Nothing moves under who reads, as long as nothing has changed. */
const refresh = () => look(api.health, (health) => {
	say(WORDS[health.status] ?? health.status);
	const now = JSON.stringify(health);
	if (now !== shown) {
		shown = now;
		find(".cards").replaceChildren(...Object.entries(health.components ?? {}).map(card));
	}
});

function card([name, { status, details = {} }]) {
	const { reason, fix, ...others } = details;
	return make("li", {}, make("h3", {}, badge(status.replaceAll("_", " "), KINDS[status] ?? "wrong"), words(name)),
		reason ? make("p", {}, reason) : null,
		fix ? make("p", {}, make("strong", {}, "What to do: "), fix) : null,
		(status === "UP") ? null : facts(Object.entries(others).map(([key, value]) =>
			[words(key), (typeof value === "object") ? JSON.stringify(value) : value])));
}

export const health = { say, refresh };
