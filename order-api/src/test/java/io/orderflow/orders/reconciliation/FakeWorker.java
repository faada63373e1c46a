package io.orderflow.orders.reconciliation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.UUID;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/**
 * A list of invoices in pages of two, as invoice-worker answers it.
 */
class FakeWorker implements AutoCloseable {

	private final HttpServer server;

	final List<String> requests = new ArrayList<>();

	final List<String> tokens = new ArrayList<>();

	/** Statuses to be answered first. */
	final Deque<Integer> refusals = new ArrayDeque<>();

	private final List<String> documents = new ArrayList<>();

	FakeWorker() {
		try {
			this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		this.server.createContext("/invoices", this::answer);
		this.server.start();
	}

	void invoice(UUID order, String number) {
		this.documents.add("""
				{"number":"%s","orderId":"%s","eventId":"%s","issuedAt":"2026-11-23T12:00:00Z","currency":"EUR",\
				"lines":[],"totals":{"net":"1.00"}}""".formatted(number, order, UUID.randomUUID()));
	}

	void creditNote(UUID order, String number) {
		this.documents.add("""
				{"number":"%s","corrects":"2026-000001","orderId":"%s","issuedAt":"2026-11-23T12:00:00Z"}"""
			.formatted(number, order));
	}

	URI url() {
		return URI.create("http://127.0.0.1:" + this.server.getAddress().getPort());
	}

	private void answer(HttpExchange exchange) throws IOException {
		String query = exchange.getRequestURI().getQuery();
		this.requests.add(query);
		this.tokens.add(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
		int status = this.refusals.isEmpty() ? 200 : this.refusals.pop();
		int from = query.contains("after=") ? Integer.parseInt(query.replaceAll(".*after=", "")) : 0;
		int to = Math.min(from + 2, this.documents.size());
		String page = "{\"items\":[%s],\"next\":%s}".formatted(String.join(",", this.documents.subList(from, to)),
				(to < this.documents.size()) ? "\"" + to + "\"" : null);
		byte[] body = page.getBytes(StandardCharsets.UTF_8);
		exchange.getResponseHeaders().set("Content-Type", "application/json");
		exchange.sendResponseHeaders(status, body.length);
		exchange.getResponseBody().write(body);
		exchange.close();
	}

	@Override
	public void close() {
		this.server.stop(0);
	}

}
