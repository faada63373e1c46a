// Relay and listeners: whether they run, and holding them.

import * as api from "./api.js";
import { ask } from "./ask.js";
import { part } from "./part.js";
import { age, badge, button, facts, make, words } from "./shown.js";

const { find, say, look, act } = part("running");
const KINDS = { polling: "good", running: "good", paused: "held" };

/** @param has the names of the endpoints that there are */
const refresh = (has) => look(async () => [
	...(has.includes("outboxrelay") ? [relay(await api.relay())] : []),
	...(has.includes("listeners") ? (await api.listeners()).listeners.map(listener) : []),
], (all) => find(".cards").replaceChildren(...all.map((one) => card(one, () => refresh(has)))));

function relay({ paused, relays }) {
	return {
		title: "Outbox relay",
		state: paused ? "paused" : relays.every(({ alive }) => alive) ? "running" : "dead",
		paused,
		about: relays.map(({ name, alive, lastPass }) => [name, [alive ? "alive, " : "dead, ", ...(lastPass ? ["last pass ", age(lastPass)] : ["no pass yet"])]]),
		effect: "It stops within seconds, in all instances. Events wait in the outbox until it is resumed; nothing else waits for them.",
		change: api.switchRelay,
	};
}

function listener({ id, queues, state, lastPoll, paused }) {
	return {
		title: `Listener ${id}`,
		state,
		paused,
		about: [[(queues.length === 1) ? "Queue" : "Queues", queues.join(", ")], ["Last poll", lastPoll ? age(lastPoll) : "none yet"]],
		effect: "It stops within seconds, in all instances. Messages wait in the queue until it is resumed.",
		change: (action, because) => api.switchListener(id, action, because),
	};
}

function card({ title, state, paused, about, effect, change }, refreshed) {
	const pause = button("Pause", () => ask({
		title: `Pause ${title.toLowerCase()}?`, text: effect, yesText: "Pause", why: true,
		act: (because) => act(async () => {
			await change("pause", because);
			return `${title} is paused.`;
		}, refreshed),
	}), `Pause ${title}`);
	const resume = button("Resume", () => act(async () => {
		await change("resume");
		return `${title} is resumed.`;
	}, refreshed), `Resume ${title}`);
	return make("li", {},
		make("h3", {}, badge(words(state), KINDS[state] ?? "wrong"), title),
		paused ? make("p", {}, "Paused ", age(paused.at), ` by ${paused.by}: ${paused.because}`) : null,
		facts(about), make("p", { className: "buttons" }, paused ? resume : pause));
}

export const running = { say, refresh };
