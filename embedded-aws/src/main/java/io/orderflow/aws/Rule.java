package io.orderflow.aws;

import java.util.List;

/**
 * A rule of a template.
 *
 * @param name its name, unique on its bus
 * @param bus the name of the event bus it listens to
 * @param arn its ARN
 * @param enabled whether its state is ENABLED; a disabled rule matches nothing
 * @param pattern the event pattern as JSON, valid for AWS's event-ruler
 * @param targets where matching events go; empty means nowhere
 */
public record Rule(String name, String bus, String arn, boolean enabled, String pattern, List<Target> targets) {

	/** Keeps a copy of the targets; the pattern is not checked here. */
	public Rule {
		targets = List.copyOf(targets);
	}

}
