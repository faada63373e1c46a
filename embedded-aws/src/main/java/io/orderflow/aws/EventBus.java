package io.orderflow.aws;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import software.amazon.event.ruler.Machine;

/**
 * An event bus: its enabled rules, matched by AWS's own event-ruler.
 */
final class EventBus {

	private final String name;

	private final Machine machine = Machine.builder().build();

	private final Map<String, Rule> rules = new LinkedHashMap<>();

	EventBus(String name) {
		this.name = name;
	}

	String name() {
		return this.name;
	}

	void add(Rule rule) {
		if (this.rules.putIfAbsent(rule.name(), rule) != null) {
			throw new TemplateException("The bus %s has two rules named %s".formatted(this.name, rule.name()));
		}
		if (!rule.enabled()) {
			return;
		}
		try {
			this.machine.addRule(rule.name(), rule.pattern());
		}
		catch (IOException ex) {
			throw new TemplateException(
					"The pattern of the rule %s is refused: %s".formatted(rule.name(), ex.getMessage()), ex);
		}
	}

	boolean hasRule(String arn) {
		return this.rules.values().stream().anyMatch((rule) -> rule.arn().equals(arn));
	}

	/**
	 * The rules that the event (the whole envelope, as JSON) matches; empty if none.
	 */
	List<Rule> match(String event) {
		try {
			return this.machine.rulesForJSONEvent(event).stream().map(this.rules::get).toList();
		}
		catch (Exception ex) {
			throw new IllegalArgumentException("event-ruler cannot read the event: " + ex.getMessage(), ex);
		}
	}

}
