package io.orderflow.aws;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

/**
 * EventBridge over HTTP, in AWS's JSON 1.1 protocol. Takes its port when made, and
 * answers when started.
 */
final class EventBridgeEndpoint implements AutoCloseable {

	static {
		// Read when the server's classes are loaded; without it, each answer waits 40 ms
		// for the client's acknowledgement.
		System.setProperty("sun.net.httpserver.nodelay", "true");
	}

	private static final Logger logger = LoggerFactory.getLogger(EventBridgeEndpoint.class);

	private static final int MAXIMUM_BODY = 2 * 1024 * 1024;

	private static final int THREADS = 32;

	private static final String PREFIX = "AWSEvents.";

	private final HttpServer server;

	private final Map<String, Operation> operations;

	private final Faults faults;

	private final ExecutorService threads;

	private EventBridgeEndpoint(HttpServer server, Map<String, Operation> operations, Faults faults) {
		this.server = server;
		this.operations = operations;
		this.faults = faults;
		AtomicInteger number = new AtomicInteger();
		this.threads = Executors.newFixedThreadPool(THREADS,
				(task) -> new Thread(task, "eventbridge-" + number.incrementAndGet()));
	}

	/**
	 * Start on the port; 0 takes a free one.
	 * @param operations by their names
	 */
	static EventBridgeEndpoint start(int port, Map<String, Operation> operations, Faults faults) {
		try {
			HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", port), 0);
			EventBridgeEndpoint endpoint = new EventBridgeEndpoint(server, operations, faults);
			server.setExecutor(endpoint.threads);
			server.createContext("/", endpoint::handle);
			server.start();
			return endpoint;
		}
		catch (BindException ex) {
			throw Ports.inUse("EventBridge", port, ex);
		}
		catch (IOException ex) {
			throw new UncheckedIOException("EventBridge cannot listen on port %d: %s".formatted(port, ex), ex);
		}
	}

	URI uri() {
		return URI.create("http://127.0.0.1:" + this.server.getAddress().getPort());
	}

	private void handle(HttpExchange exchange) throws IOException {
		try (exchange) {
			answer(exchange);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private void answer(HttpExchange exchange) throws IOException, InterruptedException {
		try {
			Operation operation = operation(exchange.getRequestHeaders().getFirst("X-Amz-Target"));
			Faults.Faulty faulty = (operation instanceof PutEvents) ? this.faults.callArrived() : this.faults.now();
			if (faulty.drop() == Faults.Drop.BEFORE_TAKING) {
				return;
			}
			byte[] body = exchange.getRequestBody().readNBytes(MAXIMUM_BODY + 1);
			if (body.length > MAXIMUM_BODY) {
				throw new AwsException(413, "RequestEntityTooLargeException",
						"The request is larger than %d bytes".formatted(MAXIMUM_BODY));
			}
			Thread.sleep(faulty.delay().toMillis());
			byte[] answer = operation.answer(body, faulty);
			if (faulty.drop() != Faults.Drop.AFTER_TAKING) {
				respond(exchange, 200, answer);
			}
		}
		catch (AwsException ex) {
			logger.debug("Refused a call: {} {}", ex.code(), ex.getMessage());
			refuse(exchange, ex);
		}
		catch (RuntimeException ex) {
			logger.error("A call failed", ex);
			refuse(exchange, new AwsException(500, "InternalException", String.valueOf(ex)));
		}
	}

	private Operation operation(@Nullable String target) {
		return this.operations.entrySet()
			.stream()
			.filter((operation) -> (PREFIX + operation.getKey()).equals(target))
			.findFirst()
			.map(Map.Entry::getValue)
			.orElseThrow(() -> new AwsException(400, "UnknownOperationException",
					"The operations here are %s, but X-Amz-Target is %s"
						.formatted(this.operations.keySet().stream().sorted().toList(), target)));
	}

	private static void refuse(HttpExchange exchange, AwsException ex) throws IOException {
		respond(exchange, ex.status(), JsonMapper.shared()
			.writeValueAsBytes(Map.of("__type", ex.code(), "message", String.valueOf(ex.getMessage()))));
	}

	private static void respond(HttpExchange exchange, int status, byte[] json) throws IOException {
		exchange.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.1");
		exchange.getResponseHeaders().set("x-amzn-RequestId", UUID.randomUUID().toString());
		exchange.sendResponseHeaders(status, json.length);
		exchange.getResponseBody().write(json);
	}

	/** Open calls are cut off. */
	@Override
	public void close() {
		this.server.stop(0);
		this.threads.shutdownNow();
	}

}
