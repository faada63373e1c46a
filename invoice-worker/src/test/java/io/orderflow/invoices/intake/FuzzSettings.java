package io.orderflow.invoices.intake;

import net.jqwik.api.lifecycle.AroundPropertyHook;
import net.jqwik.api.lifecycle.PropertyExecutionResult;
import net.jqwik.api.lifecycle.PropertyExecutor;
import net.jqwik.api.lifecycle.PropertyLifecycleContext;

/**
 * How much is fuzzed: {@code -Dfuzz.inputs=200000 -Dfuzz.seed=1} in place of what the
 * property says.
 */
class FuzzSettings implements AroundPropertyHook {

	@Override
	public PropertyExecutionResult aroundProperty(PropertyLifecycleContext context, PropertyExecutor property) {
		context.attributes().setTries(Integer.getInteger("fuzz.inputs", context.attributes().tries().orElseThrow()));
		if (System.getProperty("fuzz.seed") != null) {
			context.attributes().setSeed(System.getProperty("fuzz.seed"));
		}
		return property.execute();
	}

}
