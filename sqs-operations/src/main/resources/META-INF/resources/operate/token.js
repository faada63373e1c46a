// Asks for a token where one is demanded.

import { useToken } from "./api.js";

const form = document.getElementById("token");

/**
 * Asks if that is what the problem is.
 * @returns whether it is
 */
export function askForToken(problem) {
	if (problem.status !== 401 && problem.status !== 403) {
		return false;
	}
	if (form.hidden) {
		form.hidden = false;
		form.elements.token.value = "";
		if (!document.querySelector("dialog[open]")) {
			form.elements.token.focus();
		}
	}
	return true;
}

/** @param use what to do once there is one */
export function onToken(use) {
	form.addEventListener("submit", (event) => {
		event.preventDefault();
		useToken(form.elements.token.value.trim());
		form.hidden = true;
		use();
	});
}
