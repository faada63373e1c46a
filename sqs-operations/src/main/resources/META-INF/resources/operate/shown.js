// What the parts of the page are made of. All text is put in as text, never as HTML.

import { now } from "./api.js";

const exact = new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeStyle: "long" });
const relative = new Intl.RelativeTimeFormat(document.documentElement.lang);
const UNITS = [["day", 86_400], ["hour", 3600], ["minute", 60], ["second", 1]];

/** An element with its properties and content; what is null in it is left out. */
export function make(name, properties = {}, ...content) {
	const made = Object.assign(document.createElement(name), properties);
	made.append(...content.flat(2).filter((part) => part !== null && part !== undefined));
	return made;
}

/** A button; its label, for who cannot see beside what it stands, begins with its text. */
export function button(text, onClick, label = text) {
	const made = make("button", { type: "button", ariaLabel: label }, text);
	made.addEventListener("click", onClick);
	return made;
}

/** How long ago, with the exact time for who points at it. */
export const age = (instant) =>
	make("time", { dateTime: instant, title: exact.format(new Date(instant)) }, ago(instant));

function ago(instant) {
	// A service's clock and that of its database differ a little, too.
	const seconds = Math.max(0, Math.round((now() - Date.parse(instant)) / 1000));
	const [unit, size] = UNITS.find(([, length]) => seconds >= length) ?? [];
	return unit ? relative.format(-Math.floor(seconds / size), unit) : "now";
}

/** Ages grow also where nothing is asked anew. */
export function growOlder() {
	document.querySelectorAll("main time").forEach((made) => {
		made.textContent = ago(made.dateTime);
	});
}

/** Names and values; what has no value is left out. */
export const facts = (entries) => make("dl", {}, entries
	.filter(([, value]) => value !== null && value !== undefined && value !== "")
	.map(([name, value]) => [make("dt", {}, name), make("dd", {}, value)]));

/** What is inside, under its name; long ones scroll. */
export const inside = (name, text) =>
	[make("h4", {}, name), make("pre", { tabIndex: 0, role: "region", ariaLabel: name }, text)];

/** outboxRelay is Outbox relay. */
export function words(name) {
	const text = name.replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`).replaceAll(/[-_]/g, " ");
	return text.charAt(0).toUpperCase() + text.slice(1);
}

/** @param kind good, held or wrong: its colour, which says nothing that the text does not */
export const badge = (text, kind) => make("span", { className: `badge ${kind}` }, text);

export const count = (number, thing) => `${number} ${thing}${number === 1 ? "" : "s"}`;
