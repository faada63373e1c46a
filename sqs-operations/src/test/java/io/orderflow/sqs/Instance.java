package io.orderflow.sqs;

import java.util.HashMap;
import java.util.Map;

import org.springframework.boot.Banner;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.health.actuate.endpoint.HealthEndpoint;
import org.springframework.boot.health.contributor.Status;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.test.web.servlet.client.RestTestClient;

/**
 * An instance of the application that a test starts itself.
 *
 * @param context the running application
 */
public record Instance(ConfigurableApplicationContext context) implements AutoCloseable {

	public static Instance start(Map<String, String> settings) {
		return start(settings, Map.of());
	}

	/**
	 * @param others instead of those of the same name
	 */
	public static Instance start(Map<String, String> settings, Map<String, String> others) {
		Map<String, String> all = new HashMap<>(settings);
		all.put("server.port", "0");
		all.putAll(others);
		return new Instance(new SpringApplicationBuilder(TestApplication.class).bannerMode(Banner.Mode.OFF)
			.run(all.entrySet().stream().map((entry) -> "--" + entry).toArray(String[]::new)));
	}

	public <T> T bean(Class<T> type) {
		return this.context.getBean(type);
	}

	public RestTestClient http() {
		return RestTestClient.bindToServer()
			.baseUrl("http://127.0.0.1:" + this.context.getEnvironment().getProperty("local.server.port"))
			.build();
	}

	public Status health(String component) {
		return bean(HealthEndpoint.class).healthForPath(component).getStatus();
	}

	/**
	 * As it is shown: with its details.
	 */
	public String shownHealth(String component) {
		return String.valueOf(http().get()
			.uri("/actuator/health/" + component)
			.exchange()
			.expectBody(String.class)
			.returnResult()
			.getResponseBody());
	}

	@Override
	public void close() {
		this.context.close();
	}

}
