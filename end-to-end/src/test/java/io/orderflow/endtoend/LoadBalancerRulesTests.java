package io.orderflow.endtoend;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Where the load balancer of {@code infrastructure/services.yaml} sends a request: its
 * rules forward by the path as it is written, and everything else has its default, a 404.
 */
class LoadBalancerRulesTests {

	private static final List<String> RULES = List.of("OrdersRule", "DocumentsRule", "InvoicesRule");

	private final CloudFormation template = new CloudFormation(Path.of("../infrastructure/services.yaml"), Map.of());

	LoadBalancerRulesTests() throws IOException {
	}

	@ParameterizedTest
	@CsvSource({ "order-api, OrderApiTargets", "invoice-worker, InvoiceWorkerTargets" })
	void everyOperationOfTheContractReachesItsService(String service, String targets) throws IOException {
		Path contract = Path.of("../contract/%s.openapi.json".formatted(service));
		for (String path : Pipeline.JSON.readTree(Files.readString(contract)).get("paths").propertyNames()) {
			assertThat(targets(path)).as(path).containsExactly(targets);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "/", "/page/main.js", "/swagger-ui.html", "/swagger-ui/index.html", "/v3/api-docs",
			"/v3/api-docs/swagger-config", "/.well-known/oauth-protected-resource" })
	void thePageAndTheDocumentsComeFromOrderApi(String path) {
		assertThat(targets(path)).containsExactly("OrderApiTargets");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/actuator", "/actuator/outbox", "/%61ctuator/outbox", "/operate.html", "/operate/main.js",
			"//actuator", "/nothing-here" })
	void whatIsNotForCallersReachesNobody(String path) {
		assertThat(targets(path)).isEmpty();
		assertThat(first(this.template.properties("Listener"), "DefaultActions")).containsEntry("Type",
				"fixed-response");
	}

	/** To which target groups a path is forwarded: one, unless rules overlap. */
	private List<String> targets(String path) {
		return RULES.stream()
			.map(this.template::properties)
			.filter((rule) -> patterns(rule).anyMatch((pattern) -> pattern.matcher(path).matches()))
			.map((rule) -> first(rule, "Actions").get("TargetGroupArn").toString().replaceAll("[${}]", ""))
			.toList();
	}

	private static Stream<Pattern> patterns(Map<String, Object> rule) {
		Map<String, Object> paths = CloudFormation.members(first(rule, "Conditions").get("PathPatternConfig"));
		return CloudFormation.items(paths.get("Values"))
			.stream()
			.map((pattern) -> Pattern.compile(Stream.of(pattern.toString().split("\\*", -1))
				.map(Pattern::quote)
				.collect(Collectors.joining(".*"))));
	}

	private static Map<String, Object> first(Map<String, Object> rule, String list) {
		return CloudFormation.members(CloudFormation.items(rule.get(list)).get(0));
	}

}
