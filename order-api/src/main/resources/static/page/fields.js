// Fields are named by the JSON Pointer of what they hold (RFC 6901), by which the API names wrong ones too.

/** The object that a form's fields make; empty fields are left out. */
export function read(form) {
	const object = {};
	for (const input of form.querySelectorAll("input[name^='/']")) {
		if (input.value !== "") {
			put(object, input.name.slice(1).split("/"), input.value);
		}
	}
	return object;
}

function put(object, [step, next, ...rest], value) {
	if (next === undefined) {
		object[step] = value;
		return;
	}
	object[step] ??= /^\d+$/.test(next) ? [] : {};
	put(object[step], [next, ...rest], value);
}

/** Says at each field what is wrong with it, moves to the first, and says the rest in one place. */
export function showProblem(form, place, problem) {
	clearProblem(form, place);
	const elsewhere = [];
	for (const { pointer, parameter, detail } of problem.errors) {
		const input = form.querySelector(`input[name="${CSS.escape((pointer ?? "").replace(/^#/, ""))}"]`);
		if (input) {
			mark(input, detail);
		}
		else {
			elsewhere.push(`${pointer ?? parameter}: ${detail}`);
		}
	}
	place.textContent = [problem.message, ...elsewhere].join(". ");
	form.querySelector("[aria-invalid]")?.focus();
}

function mark(input, detail) {
	const before = document.getElementById(`wrong-${input.name}`);
	if (before) {
		before.textContent += `, ${detail}`;
		return;
	}
	const text = document.createElement("span");
	text.className = "wrong";
	text.id = `wrong-${input.name}`;
	text.textContent = detail;
	input.after(text);
	input.setAttribute("aria-invalid", "true");
	input.setAttribute("aria-describedby", text.id);
}

export function clearProblem(form, place) {
	place.textContent = "";
	form.querySelectorAll(".wrong").forEach((text) => text.remove());
	for (const input of form.querySelectorAll("[aria-invalid]")) {
		input.removeAttribute("aria-invalid");
		input.removeAttribute("aria-describedby");
	}
}
