package io.orderflow.invoices.web;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;

import io.orderflow.security.Issuer;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * No endpoint of the actuator shows a secret, not even to an operator.
 */
class SecretsTest extends Guarded {

	private static final List<String> SECRETS = List.of(DATABASE_PASSWORD, AWS_SECRET);

	private final HttpClient client = HttpClient.newHttpClient();

	@Value("${spring.datasource.password}")
	private String password;

	@Value("${spring.cloud.aws.credentials.secret-key}")
	private String secretKey;

	@LocalServerPort
	private int port;

	@Test
	void noneOfThemShowsASecret() throws Exception {
		assertThat(this.password).isEqualTo(DATABASE_PASSWORD);
		assertThat(this.secretKey).isEqualTo(AWS_SECRET);
		Map<String, Map<String, Object>> links = links();
		assertThat(links.keySet()).contains("health", "prometheus", "info")
			.doesNotContain("env", "configprops", "heapdump", "threaddump", "beans", "loggers", "logfile", "shutdown",
					"mappings", "conditions", "flyway", "scheduledtasks", "httpexchanges");
		for (Map<String, Object> link : links.values()) {
			if (!Boolean.TRUE.equals(link.get("templated"))) {
				String path = URI.create(String.valueOf(link.get("href"))).getPath();
				HttpResponse<String> answer = get(path);
				assertThat(answer.statusCode()).as(path).isLessThan(500);
				assertThat(answer.body()).as(path).doesNotContain(SECRETS).doesNotContain("jdbc:");
			}
		}
	}

	@Test
	void allOfThemAreOnTheServicesOwnPort() throws Exception {
		assertThat(links().values())
			.allMatch((link) -> String.valueOf(link.get("href")).startsWith("http://127.0.0.1:" + this.port + "/"));
	}

	@Test
	void theSoftwareBillOfMaterialsIsThereForOperators() throws Exception {
		HttpResponse<String> sbom = get("/actuator/sbom/application");
		assertThat(sbom.statusCode()).isEqualTo(200);
		assertThat(new JsonMapper().readTree(sbom.body()).get("components").size()).isGreaterThan(50);
	}

	@SuppressWarnings("unchecked")
	private Map<String, Map<String, Object>> links() throws Exception {
		return (Map<String, Map<String, Object>>) new JsonMapper().readValue(get("/actuator").body(), Map.class)
			.get("_links");
	}

	private HttpResponse<String> get(String path) throws Exception {
		return this.client.send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:%d%s".formatted(this.port, path)))
			.header("Authorization", "Bearer " + Issuer.shared().token("operate"))
			.build(), BodyHandlers.ofString());
	}

}
