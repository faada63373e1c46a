package io.orderflow.endtoend;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Rules, dashboard and the table of meters, against a Prometheus that scrapes both
 * services while they work. Debian has it in its package prometheus.
 */
@EnabledIf(value = "io.orderflow.endtoend.PrometheusProcess#isInstalled",
		disabledReason = "There is no Prometheus here: install the package prometheus")
class PrometheusIT {

	/** The names of our meters in Prometheus begin so, those of libraries otherwise. */
	private static final String OURS = "{__name__=~\"(orders|invoices|eventbridge|sqs|dead_letters)_.*\"}";

	/** Each has few values, whatever comes. */
	private static final Set<String> BOUNDED = Set.of("__name__", "application", "instance", "job", "le", "reason",
			"queue", "state", "listener", "what", "error");

	private static Pipeline pipeline;

	private static PrometheusProcess prometheus;

	@BeforeAll
	static void everythingHappensOnce() throws IOException {
		pipeline = new Pipeline(new EmbeddedCloud(), PostgresProcess.startNew(),
				Map.of("ORDERS_RECONCILIATION_INTERVAL", "1s"));
		prometheus = new PrometheusProcess(pipeline);
		// Rates need a value from before.
		await().until(() -> prometheus.values("count(up == 1)").equals(List.of(3.0)));
		placeTwice("one-key");
		String order = pipeline.placeOrder();
		await().until(() -> !pipeline.invoicesOf(order).isEmpty());
		assertThat(pipeline.cancel(order, "{\"reason\":\"Ordered twice\"}")).isEqualTo(200);
		await().until(() -> pipeline.order(order).has("creditNote"));
		assertThat(pipeline.post("{}").statusCode()).isEqualTo(400);
		pipeline.send("invoices", "not json");
		await().until(() -> pipeline.deadLetters().size() == 1);
		pipeline.cloud.stopEventBridge();
		String delayed = pipeline.placeOrder();
		await().until(() -> pipeline.failedCalls() > 0);
		pipeline.cloud.startEventBridge();
		await().until(() -> !pipeline.invoicesOf(delayed).isEmpty());
	}

	private static void placeTwice(String key) {
		URI orders = pipeline.api.uri("/orders");
		HttpResponse<String> first = Http.post(orders, Pipeline.ORDER, "Idempotency-Key", key);
		HttpResponse<String> again = Http.post(orders, Pipeline.ORDER, "Idempotency-Key", key);
		assertThat(first.statusCode()).as(first.body()).isEqualTo(201);
		assertThat(again.body()).isEqualTo(first.body());
	}

	@AfterAll
	static void stop() throws IOException {
		if (prometheus != null) {
			prometheus.close();
		}
		if (pipeline != null) {
			pipeline.close();
		}
	}

	static Stream<DashboardQuery> dashboard() {
		return DashboardQuery.all();
	}

	@ParameterizedTest
	@MethodSource("dashboard")
	void aQueryOfTheDashboardHasData(DashboardQuery query) {
		await().atMost(Duration.ofSeconds(15))
			.untilAsserted(() -> assertThat(prometheus.values(query.expression())).as(query.toString())
				.anyMatch((value) -> !value.isNaN()));
	}

	@Test
	void everyRuleIsEvaluatedWithoutAnErrorAndWhatIsRecordedHasData() {
		await().untilAsserted(() -> assertThat(prometheus.rules()).hasSizeGreaterThan(20)
			.allSatisfy((rule) -> assertThat(rule.get("health").asString()).as(rule.toString()).isEqualTo("ok")));
		for (JsonNode rule : prometheus.rules()) {
			List<Double> values = prometheus.values(rule.get("query").asString());
			if (rule.get("type").asString().equals("recording")) {
				assertThat(values).as(rule.toString()).hasSize(1).noneMatch((value) -> value.isNaN());
				assertThat(prometheus.values(rule.get("name").asString())).hasSize(1);
			}
		}
	}

	@Test
	void everyAlertSaysHowBadItIsAndWhatToDo() {
		assertThat(alerts()).isNotEmpty().allSatisfy((alert) -> {
			assertThat(alert.at("/labels/severity").asString()).isIn("page", "ticket");
			assertThat(alert.at("/annotations/summary").asString()).isNotBlank();
			assertThat(alert.at("/annotations/description").asString()).hasSizeGreaterThan(80);
			assertThat(alert.at("/annotations/runbook_url").asString())
				.isEqualTo("RUNBOOK.md#" + kebabCase(alert.get("name").asString()));
		});
	}

	@Test
	void theDashboardLeadsToSectionsOfAlerts() {
		Set<String> sections = alerts().map((alert) -> kebabCase(alert.get("name").asString()))
			.collect(Collectors.toSet());
		assertThat(DashboardQuery.sections()).isNotEmpty().isSubsetOf(sections);
	}

	@Test
	void aPoisonMessageRaisesItsAlert() {
		await().until(() -> prometheus
			.values("ALERTS{alertname=\"DeadLettersWaiting\",alertstate=\"firing\",application=\"invoice-worker\"}")
			.equals(List.of(1.0)));
	}

	@Test
	void everyMeterThatAnAlertLooksAtIsScraped() {
		Set<String> scraped = names("{__name__!=\"\"}");
		assertThat(prometheus.rules()).allSatisfy((rule) -> assertThat(scraped).as(rule.toString())
			.containsAll(AlertExpression.meters(rule.get("query").asString())));
	}

	@Test
	void theTableHasEveryMeterOfOursAndNoOther() {
		Map<String, String> table = MeterTable.read();
		assertThat(table).allSatisfy(
				(inPrometheus, inMicrometer) -> assertThat(inPrometheus).startsWith(inMicrometer.replace('.', '_')));
		Set<String> families = names(OURS).stream()
			.map((name) -> name.replaceFirst("_(bucket|count|sum|max)$", ""))
			.collect(Collectors.toCollection(TreeSet::new));
		assertThat(table.keySet()).containsExactlyInAnyOrderElementsOf(families);
	}

	@Test
	void noMeterOfOursHasSeriesWithoutBound() {
		assertThat(prometheus.series(OURS)).isNotEmpty()
			.allSatisfy((series) -> assertThat(BOUNDED).containsAll(series.propertyNames()));
		assertThat(prometheus.values("count by (instance) (" + OURS + ")")).hasSize(2)
			.allMatch((series) -> series < 250);
	}

	private static Stream<JsonNode> alerts() {
		return prometheus.rules().stream().filter((rule) -> rule.get("type").asString().equals("alerting"));
	}

	private static Set<String> names(String selector) {
		return prometheus.series(selector)
			.stream()
			.map((series) -> series.get("__name__").asString())
			.collect(Collectors.toSet());
	}

	private static String kebabCase(String name) {
		return name.replaceAll("(?<=[a-z])(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
	}

	private static ConditionFactory await() {
		return Awaitility.await().atMost(Duration.ofMinutes(1));
	}

}
