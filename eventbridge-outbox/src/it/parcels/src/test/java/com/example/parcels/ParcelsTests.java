package com.example.parcels;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import com.sun.net.httpserver.HttpServer;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.dao.DuplicateKeyException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * On a real PostgreSQL, and a stand-in for EventBridge that keeps what it is sent.
 */
class ParcelsTests {

	private static final List<String> calls = new CopyOnWriteArrayList<>();

	private static EmbeddedPostgres postgres;

	private static HttpServer eventBridge;

	private static ConfigurableApplicationContext application;

	@BeforeAll
	static void start() throws IOException {
		postgres = EmbeddedPostgres.start();
		eventBridge = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
		eventBridge.createContext("/", (exchange) -> {
			calls.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
			byte[] answer = "{\"FailedEntryCount\":0,\"Entries\":[{\"EventId\":\"1\"}]}".getBytes(StandardCharsets.UTF_8);
			exchange.sendResponseHeaders(200, answer.length);
			exchange.getResponseBody().write(answer);
			exchange.close();
		});
		eventBridge.start();
		System.setProperty("aws.endpointUrlEventBridge",
				"http://127.0.0.1:" + eventBridge.getAddress().getPort());
		System.setProperty("aws.region", "eu-central-1");
		System.setProperty("aws.accessKeyId", "test");
		System.setProperty("aws.secretAccessKey", "test");
		application = SpringApplication.run(Parcels.class, "--spring.datasource.url=" + postgres.getJdbcUrl("postgres", "postgres"),
				"--spring.datasource.username=postgres", "--spring.datasource.password=postgres");
	}

	@AfterAll
	static void stop() throws IOException {
		application.close();
		eventBridge.stop(0);
		postgres.close();
	}

	@Test
	void aParcelThatIsShippedIsToldOfAndOneThatIsNotIsNot() {
		Parcels parcels = application.getBean(Parcels.class);
		parcels.ship(1);
		Awaitility.await().until(() -> calls.stream().anyMatch((call) -> call.contains("{\\\"parcel\\\":1}")));
		int before = calls.size();
		assertThatExceptionOfType(DuplicateKeyException.class).isThrownBy(() -> parcels.ship(1));
		parcels.ship(2);
		// A call without events may be among them, by which the relay opens its connection.
		Awaitility.await().until(() -> calls.stream().anyMatch((call) -> call.contains("{\\\"parcel\\\":2}")));
		assertThat(calls.subList(before, calls.size())).noneMatch((call) -> call.contains("{\\\"parcel\\\":1}"))
			.filteredOn((call) -> !call.contains("\"Entries\":[]"))
			.isNotEmpty()
			.allMatch((call) -> call.contains("\"Source\":\"acme.shipping\""));
	}

}
