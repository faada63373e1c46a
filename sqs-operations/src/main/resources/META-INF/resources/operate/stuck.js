// What is stuck: counted by reason, listed, looked into, put back or discarded, one or all of a reason. The service keeps
// all of it, and does each change whole or not at all.

import { stuck as callsOf } from "./api.js";
import { ask } from "./ask.js";
import { part } from "./part.js";
import { badge, button, count, make } from "./shown.js";

const PAGE = 20;
const LONGEST_PAGE = 100;

/**
 * A section for them.
 * @param thing what one is called
 * @param filter answers which of them are listed, as parameters
 * @param show answers what is said of one in the list: waits, about and text
 * @param lookInside answers the elements that show all of one
 * @param afterPutBack what happens to it then
 */
export function stuck({ id, endpoint, thing, filter, show, lookInside, afterPutBack }) {
	const calls = callsOf(endpoint);
	const { find, say, attempt, look, act } = part(id);
	let reason = null;
	let next = null;

	const list = (parameters) => calls.list({ ...filter(), reason, ...parameters });

	/** As many as were shown before, as far as one answer holds them. */
	function refresh() {
		const limit = Math.min(Math.max(find(".items").children.length, PAGE), LONGEST_PAGE);
		return look(() => list({ limit }), (page) => {
			find(".items").replaceChildren();
			append(page);
		});
	}

	function append(page) {
		const counts = Object.entries(page.counts);
		find(".counts").replaceChildren(...(counts.length ? counts.map(row) : [make("li", {}, "None waits.")]));
		find(".items").append(...page.items.map(card));
		next = page.next;
		find(".more").hidden = !next;
	}

	function row([name, number]) {
		const only = button("List these", () => choose((name === reason) ? null : name), `List these alone: ${name}`);
		only.ariaPressed = String(name === reason);
		return make("li", {}, badge(name, "wrong"), make("span", {}, `${number} waiting`), only,
			button("Put back all", () => askForAll(name, "put-back"), `Put back all: ${name}`),
			button("Discard all", () => askForAll(name, "discard"), `Discard all: ${name}`));
	}

	async function choose(name) {
		say("");
		reason = name;
		await refresh();
		if (document.activeElement === document.body) {
			(find(".counts [aria-pressed=true]") ?? find("h2")).focus();
		}
	}

	function card(item) {
		const { waits, about, text } = show(item);
		const place = make("div", { id: `${id}-${item.id}`, hidden: true });
		const open = button("Look inside", () => toggle(item, open, place), `Look inside ${thing} ${item.id}`);
		open.ariaExpanded = "false";
		open.setAttribute("aria-controls", place.id);
		return make("li", {}, make("h3", {}, badge(item.reason, waits ? "wrong" : "held"), ...about),
			text.filter(Boolean).map((line) => make("p", {}, line)),
			make("p", { className: "buttons" }, open, waits ? [
				button("Put back", () => act(() => putBack(calls.settle(item.id, "put-back")), refresh), `Put back ${thing} ${item.id}`),
				button("Discard", () => askToDiscard(item), `Discard ${thing} ${item.id}`)] : null),
			place);
	}

	function toggle(item, open, place) {
		say("");
		if (!place.hidden) {
			place.hidden = true;
			open.ariaExpanded = "false";
			return;
		}
		attempt(async () => {
			place.replaceChildren(...lookInside(await calls.find(item.id)).flat());
			place.hidden = false;
			open.ariaExpanded = "true";
		});
	}

	const putBack = async (answer) => `${told(await answer, "put back")}. ${afterPutBack}`;

	const discarded = async (answer) => `${told(await answer, "discarded")}.`;

	const told = ({ done, failed }, what) => `${count(done, thing)} ${what}`
		+ (failed ? `; ${failed} failed and wait still: the service's log says why` : "");

	function askToDiscard(item) {
		ask({ title: `Discard ${thing} ${item.id}?`, text: "It is never tried again. A record of it is kept, with your reason.",
			yesText: "Discard", why: true,
			act: (because) => act(() => discarded(calls.settle(item.id, "discard", because)), refresh) });
	}

	/** Names how many there are now, and not when the page was made. */
	async function askForAll(name, action) {
		say("");
		await attempt(async () => {
			const all = count((await calls.list({ reason: name, limit: 1 })).counts[name] ?? 0, thing);
			ask((action === "discard")
				? { title: `Discard all of ${name}?`, why: true, yesText: `Discard ${all}`,
					text: `${all} of the reason ${name} wait now. They are never tried again. A record of each is kept, with your reason.`,
					act: (because) => act(() => discarded(calls.settleAll(name, action, because)), refresh) }
				: { title: `Put back all of ${name}?`, why: false, yesText: `Put back ${all}`,
					text: `${all} of the reason ${name} wait now. ${afterPutBack}`,
					act: () => act(() => putBack(calls.settleAll(name, action)), refresh) });
		});
	}

	find(".more").addEventListener("click", () => {
		say("");
		look(() => list({ limit: PAGE, after: next }), append);
	});

	return {
		say,
		refresh,
		/** Lists them by another filter. */
		listAnew() {
			find(".items").replaceChildren();
			choose(null);
		},
	};
}
