package io.orderflow.invoices.web;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

import io.orderflow.security.Issuer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.RequestMappingInfoHandlerMapping;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Which scope gets in where, for every endpoint that the service has.
 */
class EndpointRulesTest extends Guarded {

	private static final Issuer ISSUER = Issuer.shared();

	private static final String OPEN = "open";

	private static final String ANY = "any scope";

	private static final String NONE = "closed";

	/** An endpoint that is not named here, nor one of the actuator's, fails the test. */
	private static final Map<String, String> RULES = Map.ofEntries(Map.entry("GET /invoices", "invoices:read"),
			Map.entry("GET /invoices/{number}", "invoices:read"),
			Map.entry("GET /invoices/{number}.pdf", "invoices:read"),
			Map.entry("GET /invoices/export.csv", "invoices:read"),
			Map.entry("GET /invoices/export.zip", "invoices:read"),
			Map.entry("GET /invoices/vat-totals", "invoices:read"), Map.entry("GET /v3/api-docs", ANY),
			Map.entry("GET /v3/api-docs.yaml", ANY), Map.entry("GET /v3/api-docs/swagger-config", ANY),
			Map.entry("GET /swagger-ui.html", ANY), Map.entry("* /error", NONE));

	private static final Set<String> SCOPES = Set.of("orders:write", "orders:read", "invoices:read", "operate",
			"other");

	private final HttpClient client = HttpClient.newHttpClient();

	@LocalServerPort
	private int port;

	@Autowired
	private List<RequestMappingInfoHandlerMapping> mappings;

	private List<String> endpoints() {
		return this.mappings.stream()
			.flatMap((mapping) -> mapping.getHandlerMethods().keySet().stream())
			.flatMap(EndpointRulesTest::describe)
			.sorted()
			.distinct()
			.toList();
	}

	private static Stream<String> describe(RequestMappingInfo mapping) {
		Set<RequestMethod> methods = mapping.getMethodsCondition().getMethods();
		Stream<String> names = methods.isEmpty() ? Stream.of("*") : methods.stream().map(RequestMethod::name);
		return names.flatMap((method) -> mapping.getPatternValues().stream().map((path) -> method + " " + path));
	}

	private static @Nullable String rule(String endpoint) {
		String path = endpoint.substring(endpoint.indexOf(' ') + 1);
		if (path.equals("/actuator/health") || path.startsWith("/actuator/health/")) {
			return OPEN;
		}
		return (path.equals("/actuator") || path.startsWith("/actuator/")) ? "operate" : RULES.get(endpoint);
	}

	@Test
	void anEndpointLetsInWhoHasItsScopeAndNobodyElse() throws Exception {
		for (String endpoint : endpoints()) {
			String rule = rule(endpoint);
			assertThat(rule).as("the scope that %s demands: say it in WhoGetsIn, and here", endpoint).isNotNull();
			assertThat(status(endpoint, null)).as(endpoint).isEqualTo(OPEN.equals(rule) ? 200 : 401);
			for (String scope : SCOPES) {
				int status = status(endpoint, ISSUER.token(scope));
				if (OPEN.equals(rule) || ANY.equals(rule) || scope.equals(rule)) {
					assertThat(status).as("%s with %s", endpoint, scope).isNotIn(401, 403).isLessThan(500);
				}
				else {
					assertThat(status).as("%s with %s", endpoint, scope).isEqualTo(403);
				}
			}
		}
	}

	@Test
	void everyEndpointThatHasARuleIsThere() {
		assertThat(endpoints()).containsAll(new TreeSet<>(RULES.keySet()))
			.contains("GET /actuator", "GET /actuator/health", "GET /actuator/prometheus", "GET /actuator/info");
	}

	@Test
	void whatIsNotKnownIsClosedToAll() throws Exception {
		for (String endpoint : List.of("GET /", "GET /nothing", "GET /actuator/env", "GET /actuator/configprops",
				"GET /actuator/heapdump", "POST /actuator/shutdown", "DELETE /invoices", "PUT /invoices",
				"PATCH /invoices", "OPTIONS /invoices", "POST /invoices", "POST /invoices/x", "GET /invoicess")) {
			assertThat(status(endpoint, null)).as(endpoint).isEqualTo(401);
			assertThat(status(endpoint, ISSUER.token(String.join(" ", SCOPES)))).as(endpoint).isEqualTo(403);
		}
	}

	@Test
	void pagesAreOpenAndAskForATokenThemselves() throws Exception {
		for (String file : List.of("/operate.html", "/operate/main.js", "/operate/operate.css")) {
			HttpResponse<String> answer = send("GET " + file, null);
			assertThat(answer.statusCode()).as(file).isEqualTo(200);
			assertThat(answer.headers().firstValue("Content-Security-Policy")).as(file)
				.hasValueSatisfying((policy) -> assertThat(policy).contains("default-src 'none'"));
			assertThat(status("POST " + file, null)).as(file).isEqualTo(401);
			assertThat(status("POST " + file, ISSUER.token("operate"))).as(file).isEqualTo(403);
		}
	}

	@Test
	void healthSaysNothingButTheStatus() throws Exception {
		for (String path : List.of("/actuator/health", "/actuator/health/liveness", "/actuator/health/readiness")) {
			assertThat(send("GET " + path, null).body()).matches(
					"\\{(\"groups\":\\[\"liveness\",\"pipeline\",\"readiness\"],)?\"status\":\"UP\"}|\\{\"status\":\"UP\",?(\"groups\":\\[.*])?}");
		}
		for (String path : List.of("/db", "/outboxRelay", "/eventBuses", "/listeners", "/queues")) {
			assertThat(status("GET /actuator/health" + path, null)).as(path).isEqualTo(404);
		}
	}

	@Test
	void theDetailsOfThePipelinesHealthAreForOperators() throws Exception {
		for (String path : List.of("/pipeline", "/pipeline/outboxRelay", "/pipeline/eventBuses", "/pipeline/listeners",
				"/pipeline/queues")) {
			String endpoint = "GET /actuator/health" + path;
			assertThat(status(endpoint, null)).isEqualTo(401);
			for (String scope : SCOPES) {
				int status = status(endpoint, ISSUER.token(scope));
				assertThat(status).as("%s with %s", endpoint, scope).isEqualTo(scope.equals("operate") ? 200 : 403);
			}
		}
		assertThat(send("GET /actuator/health/pipeline", ISSUER.token("operate")).body()).contains("outboxRelay",
				"eventBuses", "details");
	}

	private int status(String endpoint, @Nullable String token) throws Exception {
		return send(endpoint, token).statusCode();
	}

	private HttpResponse<String> send(String endpoint, @Nullable String token) throws Exception {
		String method = endpoint.substring(0, endpoint.indexOf(' ')).replace("*", "GET");
		String path = endpoint.substring(endpoint.indexOf(' ') + 1)
			.replace("/**", "")
			.replaceAll("\\{[^}]*}", "00000000-0000-0000-0000-000000000000");
		HttpRequest.Builder request = HttpRequest
			.newBuilder(URI.create("http://127.0.0.1:%d%s".formatted(this.port, path)))
			.method(method, BodyPublishers.noBody());
		if (token != null) {
			request.header("Authorization", "Bearer " + token);
		}
		return this.client.send(request.build(), BodyHandlers.ofString());
	}

}
