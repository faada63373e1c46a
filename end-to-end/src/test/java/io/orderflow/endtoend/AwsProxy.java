package io.orderflow.endtoend;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/**
 * Stands between the services and EventBridge or SQS, and forwards their calls, or does
 * what a test says instead. Thread-safe; a change takes effect with the next call.
 */
class AwsProxy implements AutoCloseable {

	static {
		// Read when the server's classes are loaded; without it, each answer waits 40 ms
		// for the client's acknowledgement.
		System.setProperty("sun.net.httpserver.nodelay", "true");
	}

	private final URI endpoint;

	private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

	private final ExecutorService threads = Executors.newCachedThreadPool();

	private final Map<String, AwsFault> faults = new ConcurrentHashMap<>();

	private final Map<String, Integer> calls = new ConcurrentHashMap<>();

	private volatile AwsFault otherwise = AwsFault.NONE;

	private final HttpServer server;

	/** Start on a free port of 127.0.0.1, without a fault. */
	AwsProxy(URI endpoint) {
		this.endpoint = endpoint;
		try {
			this.server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		this.server.setExecutor(this.threads);
		this.server.createContext("/", this::handle);
		this.server.start();
	}

	URI uri() {
		return URI.create("http://127.0.0.1:" + this.server.getAddress().getPort());
	}

	/**
	 * From now on, calls of the operation meet the fault, in place of a former one.
	 * @param operation such as {@code DeleteMessageBatch}, the X-Amz-Target's last part
	 */
	void on(String operation, AwsFault fault) {
		this.faults.put(operation, fault);
	}

	/** From now on, calls of operations that have no fault of their own meet this one. */
	void onOthers(AwsFault fault) {
		this.otherwise = fault;
	}

	/** Ends all faults. Calls that are in one stay in it. */
	void clear() {
		this.faults.clear();
		this.otherwise = AwsFault.NONE;
	}

	/** How many calls of the operation have come since the start, whatever they met. */
	int calls(String operation) {
		return this.calls.getOrDefault(operation, 0);
	}

	private void handle(HttpExchange exchange) throws IOException {
		// Closing it without an answer cuts the connection.
		try (exchange) {
			AwsCall call = AwsCall.read(exchange, this.client, this.endpoint);
			this.calls.merge(call.operation(), 1, Integer::sum);
			AwsAnswer answer = this.faults.getOrDefault(call.operation(), this.otherwise).answer(call);
			if (answer != null) {
				answer.send(exchange);
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	/** Calls under way are cut off. */
	@Override
	public void close() {
		this.server.stop(0);
		this.threads.shutdownNow();
	}

}
