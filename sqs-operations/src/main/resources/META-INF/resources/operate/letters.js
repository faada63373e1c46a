// Dead letters.

import { inLines } from "./api.js";
import { age, facts, inside, words } from "./shown.js";
import { stuck } from "./stuck.js";

const state = document.querySelector("#letters select");

export const letters = stuck({
	id: "letters",
	endpoint: "deadletters",
	thing: "dead letter",
	afterPutBack: "The listener takes it from its queue again; what it cannot take comes back here.",
	// Who mends begins with the oldest; who looks up what was done, with the newest.
	filter: () => ({ state: state.value, order: (state.value === "waiting") ? "oldest" : "newest" }),
	show: (letter) => ({
		waits: letter.state === "waiting",
		about: [letter.queue, age(letter.sentAt)],
		text: [letter.detail, letter.orderId && `Order ${letter.orderId}`, settled(letter)],
	}),
	lookInside: (letter) => [
		facts([["Dead letter", letter.id], ["Queue", letter.queue], ["Message", letter.messageId], ["Order", letter.orderId],
			["Sent", letter.sentAt], ["Collected", letter.collectedAt], ...Object.entries(letter.attributes ?? {})]),
		inside("Message", inLines(letter.envelope)),
		...(inLines(letter.envelope) === letter.envelope ? [] : inside("As it came", letter.envelope)),
	],
});

function settled(letter) {
	return (letter.state === "waiting") ? null
		: [`${words(letter.state)} by ${letter.by ?? "anonymous"} `, age(letter.settledAt), letter.because && `: ${letter.because}`];
}

state.addEventListener("change", letters.listAnew);
