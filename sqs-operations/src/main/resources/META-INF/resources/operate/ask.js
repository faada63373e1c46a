// Asks before something is done, and why.

const dialog = document.getElementById("ask");
const form = dialog.querySelector("form");
const because = form.elements.because;
const problem = dialog.querySelector(".problem");
const progress = dialog.querySelector(".progress");
const yes = dialog.querySelector(".primary");
const no = dialog.querySelector(".cancel");
let asked = null;

/**
 * Asks. What was typed stays if it could not be done.
 * @param why whether a reason is demanded
 * @param act gets the reason, or undefined; returns the Problem, or null
 */
export function ask({ title, text, yesText, why, act }) {
	const from = document.activeElement;
	asked = { why, act, from, heading: from.closest("section")?.querySelector("h2") };
	document.getElementById("ask-title").textContent = title;
	dialog.querySelector(".text").textContent = text;
	yes.textContent = yesText;
	because.value = "";
	because.parentElement.hidden = !why;
	progress.textContent = "";
	complain("");
	dialog.showModal();
	(why ? because : no).focus();
}

function complain(text) {
	problem.textContent = text;
	because.removeAttribute("aria-invalid");
}

form.addEventListener("submit", async (event) => {
	event.preventDefault();
	const reason = because.value.trim();
	if (progress.textContent) {
		return;
	}
	if (asked.why && !reason) {
		complain("Say why: it is recorded, for whoever looks at it later.");
		because.ariaInvalid = "true";
		because.focus();
		return;
	}
	complain("");
	progress.textContent = "Under way. It is done all the same if you leave now.";
	const answered = asked;
	const failure = await answered.act(answered.why ? reason : undefined);
	if (answered !== asked) {
		return;
	}
	progress.textContent = "";
	if (failure) {
		complain(`${failure.message}.`);
	}
	else {
		dialog.close();
	}
});

no.addEventListener("click", () => dialog.close());

dialog.addEventListener("close", () => {
	// Where it was asked from, the browser goes back to by itself, if it is there still.
	if (!asked.from.isConnected) {
		asked.heading?.focus();
	}
});
