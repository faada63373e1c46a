package io.orderflow.endtoend;

import java.nio.file.Path;
import java.util.stream.Stream;

import tools.jackson.databind.JsonNode;

/**
 * A query of the dashboard.
 *
 * @param panel the title of the panel, or the name of the variable
 * @param expression in PromQL, with everything chosen in its variables
 */
record DashboardQuery(String panel, String expression) {

	private static final Path DASHBOARD = Path.of("../observability/grafana/dashboards/orderflow.json");

	/** Those of all panels, and those that find the variables' values. */
	static Stream<DashboardQuery> all() {
		return Stream.concat(panels().flatMap(DashboardQuery::of),
				dashboard().at("/templating/list")
					.valueStream()
					.filter((variable) -> variable.get("type").asString().equals("query"))
					.map((variable) -> new DashboardQuery("$" + variable.get("name").asString(),
							values(variable.at("/query/query").asString()))));
	}

	/** The sections of the runbook that panels lead to. */
	static Stream<String> sections() {
		return panels().flatMap((panel) -> panel.path("links").valueStream())
			.map((link) -> link.get("title").asString().replace("Runbook: ", ""));
	}

	/** Without the titles of rows. */
	private static Stream<JsonNode> panels() {
		return dashboard().get("panels").valueStream().filter((panel) -> !panel.get("type").asString().equals("row"));
	}

	private static JsonNode dashboard() {
		return Pipeline.JSON.readTree(DASHBOARD.toFile());
	}

	private static Stream<DashboardQuery> of(JsonNode panel) {
		return panel.get("targets")
			.valueStream()
			.map((target) -> new DashboardQuery(panel.get("title").asString(),
					substituted(target.get("expr").asString())));
	}

	/** Grafana's own function: the values of a label are those that one can group by. */
	private static String values(String query) {
		return substituted(query.replaceFirst("^label_values\\((.*), (\\w+)\\)$", "group by ($2) ($1)"));
	}

	private static String substituted(String expression) {
		return expression.replace("$application", ".+")
			.replace("$instance", ".+")
			.replace("$__rate_interval", "5m")
			.replace("$__range", "1h");
	}

	@Override
	public String toString() {
		return this.panel + ": " + this.expression;
	}

}
