// Parked events.

import { inLines } from "./api.js";
import { age, count, facts, inside } from "./shown.js";
import { stuck } from "./stuck.js";

export const parked = stuck({
	id: "parked",
	endpoint: "outbox",
	thing: "event",
	afterPutBack: "The relay tries it at once; what EventBridge cannot take is parked again.",
	filter: () => ({}),
	show: (event) => ({
		waits: true,
		about: [`${event.detailType || "without a type"} from ${event.source || "no source"}`, age(event.createdAt)],
		text: [[`${event.error} (${count(event.attempts, "attempt")}, parked `, age(event.parkedAt), ")"]],
	}),
	lookInside: (event) => [
		facts([["Event", event.id], ["Bus", event.bus], ["Source", event.source], ["Type", event.detailType],
			["Made", event.createdAt], ["Parked", event.parkedAt]]),
		inside("Detail", inLines(event.detail)),
	],
});
