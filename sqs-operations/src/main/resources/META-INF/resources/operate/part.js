// A section of the page: what is seen in it, and what is done in it. Whatever fails is said there.

import { Problem } from "./api.js";
import { askForToken } from "./token.js";

const BUSY = "Another action is still under way";

export function part(id) {
	const section = document.getElementById(id);
	const find = (selector) => section.querySelector(selector);
	let looks = 0;
	let isUnderWay = false;

	const put = (selector, text) => {
		if (find(selector).textContent !== text) {
			// Else a screen reader would say it again.
			find(selector).textContent = text;
		}
	};
	const say = (text) => {
		put(".status", text);
		put(".problem", "");
	};

	/** @returns the Problem, or null */
	async function attempt(action) {
		try {
			await action();
			return null;
		}
		catch (problem) {
			if (problem.status === undefined) {
				throw problem;
			}
			askForToken(problem);
			find(".problem").textContent ||= `${problem.message}.`;
			return problem;
		}
	}

	/** Asks how it is now and shows it, unless it was asked again meanwhile. */
	function look(ask, show) {
		const mine = ++looks;
		return attempt(async () => {
			const answer = await ask();
			if (mine === looks) {
				section.hidden = false;
				show(answer);
			}
		});
	}

	/**
	 * Does something, once at a time, says what came of it, and looks again.
	 * @param action answers what to say
	 * @returns the Problem, or null
	 */
	async function act(action, refresh) {
		if (isUnderWay) {
			put(".problem", `${BUSY}.`);
			return new Problem(0, { detail: BUSY });
		}
		isUnderWay = true;
		say("");
		let done = "";
		const problem = await attempt(async () => {
			done = await action();
		});
		isUnderWay = false;
		if (find(".problem").textContent === `${BUSY}.`) {
			put(".problem", problem ? `${problem.message}.` : "");
		}
		await refresh();
		put(".status", done);
		if (document.activeElement === document.body) {
			find("h2").focus();
		}
		return problem;
	}

	return { find, say, attempt, look, act };
}
