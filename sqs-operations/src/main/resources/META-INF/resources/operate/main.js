import * as api from "./api.js";
import { health } from "./health.js";
import { letters } from "./letters.js";
import { parked } from "./parked.js";
import { running } from "./running.js";
import { growOlder } from "./shown.js";
import { askForToken, onToken } from "./token.js";

const element = (id) => document.getElementById(id);
const main = document.querySelector("main");
const asOf = new Intl.DateTimeFormat(undefined, { timeStyle: "medium" });
// In ms: how soon it looks again how the pipeline is. All else stands still for who reads it.
const LOOK_AGAIN = 10_000;

async function refresh() {
	element("problem").textContent = "";
	main.ariaBusy = "true";
	try {
		const has = await api.links();
		name(await api.info());
		main.hidden = false;
		const parts = [health, has.some((link) => ["outboxrelay", "listeners"].includes(link)) && running,
			has.includes("outbox") && parked, has.includes("deadletters") && letters].filter(Boolean);
		parts.forEach((part) => part.say(""));
		await Promise.all(parts.map((part) => part.refresh(has)));
		element("as-of").textContent = `As of ${asOf.format(api.now())}`;
	}
	catch (problem) {
		if (problem.status === undefined) {
			throw problem;
		}
		const isRefused = askForToken(problem) && problem.status === 403;
		element("problem").textContent = isRefused ? "This token does not have the scope operate." : `${problem.message}.`;
	}
	finally {
		main.ariaBusy = "false";
	}
}

function name({ build }) {
	if (build?.name) {
		element("service").textContent = build.name;
		document.title = `${build.name}: operate`;
	}
}

element("refresh").addEventListener("click", refresh);
onToken(async () => {
	await refresh();
	if (element("token").hidden) {
		element("refresh").focus();
	}
});

setInterval(() => {
	if (!main.hidden && !document.hidden && element("token").hidden) {
		growOlder();
		health.refresh();
	}
}, LOOK_AGAIN);

refresh();
