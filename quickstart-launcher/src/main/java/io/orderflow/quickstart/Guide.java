package io.orderflow.quickstart;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/**
 * Tells a newcomer what there is and what to try.
 */
final class Guide {

	private final Ports ports;

	private final Commands commands;

	Guide(Ports ports, Commands commands) {
		this.ports = ports;
		this.commands = commands;
	}

	String text() {
		return """
				Ready. Ctrl-C stops everything.

				Order page  http://localhost:%1$d/
				Orders      http://localhost:%1$d/orders
				OpenAPI     http://localhost:%1$d/swagger-ui.html
				Invoices    http://localhost:%2$d/invoices
				EventBridge http://localhost:%3$d   SQS http://localhost:%4$d
				PostgreSQL  %5$s   user and password orders
				            %6$s   user and password invoices

				Place an order:
				%7$s

				See its invoice, with the order's id for ID:
				%8$s
				""".formatted(this.ports.orderApi(), this.ports.invoiceWorker(), this.ports.eventBridge(),
				this.ports.sqs(), this.commands.jdbcUrl("orders"), this.commands.jdbcUrl("invoices"), placeOrder(),
				"curl 'localhost:%s/invoices?orderId=ID'".formatted(this.ports.invoiceWorker()));
	}

	/** For a POSIX shell. */
	String placeOrder() {
		return "curl localhost:%s/orders -H 'Content-Type: application/json' -d '%s'".formatted(this.ports.orderApi(),
				exampleOrder().replace("'", "'\\''"));
	}

	static String exampleOrder() {
		return resource("example-order.json").strip();
	}

	static String resource(String name) {
		try (InputStream text = Objects.requireNonNull(Guide.class.getResourceAsStream(name), name)) {
			return new String(text.readAllBytes(), StandardCharsets.UTF_8);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
