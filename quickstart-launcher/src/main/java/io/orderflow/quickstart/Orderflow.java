package io.orderflow.quickstart;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * All programs together.
 */
final class Orderflow {

	private static final Duration TIME_TO_WRITE = Duration.ofMinutes(3);

	private final Ports ports;

	private final Log log;

	private final Leash leash = Leash.start();

	private final Postgres postgres;

	private final ChildProcess aws;

	private final ChildProcess worker;

	private final ChildProcess api;

	private final Shutdown shutdown;

	private volatile boolean ready;

	Orderflow(Ports ports, Commands commands, DataFolder data, boolean demo, Log log) {
		this.ports = ports;
		this.log = log;
		this.postgres = new Postgres(data, ports.postgres());
		// The times to stop, with 5 s for PostgreSQL, make less than 15 s: the services
		// stop at once.
		this.aws = new ChildProcess("aws", commands.aws(data.aws(), demo), Map.of(), Duration.ofSeconds(2), log);
		this.worker = new ChildProcess("invoice-worker", commands.service(new AotCache("invoice-worker")),
				commands.environment("invoices", ports.invoiceWorker()), Duration.ofSeconds(5), log);
		this.api = new ChildProcess("order-api", commands.service(new AotCache("order-api")),
				commands.environment("orders", ports.orderApi()), Duration.ofSeconds(5), log);
		Part services = () -> Stream.of(this.api, this.worker).parallel().forEach(Part::stop);
		this.shutdown = new Shutdown(log, services, this.aws, this.postgres, this.leash);
	}

	/**
	 * Returns when both services are ready.
	 * @throws NotStartedException if something does not start
	 */
	void start() throws InterruptedException {
		Runtime.getRuntime().addShutdownHook(new Thread(this::stop, "stop"));
		Readiness readiness = new Readiness();
		this.aws.start(this.leash, this::endAll);
		this.postgres.start(this.leash, this::endAll, List.of("orders", "invoices"));
		readiness.await(this.aws.name(), uri(this.ports.eventBridge(), "/"));
		this.worker.start(this.leash, this::endAll);
		this.api.start(this.leash, this::endAll);
		readiness.await(this.worker.name(), uri(this.ports.invoiceWorker(), "/actuator/health/readiness"));
		readiness.await(this.api.name(), uri(this.ports.orderApi(), "/actuator/health/readiness"));
		this.ready = true;
	}

	boolean stopping() {
		return this.shutdown.begun();
	}

	/**
	 * Stops the services, and waits while their JVMs write what they have learnt.
	 * @throws NotStartedException if one of them does not end
	 */
	void finishTraining() {
		List<Boolean> ended = Stream.of(this.api, this.worker)
			.parallel()
			.map((service) -> service.stop(TIME_TO_WRITE))
			.toList();
		if (ended.contains(false)) {
			throw new NotStartedException("The AOT caches were not written in time");
		}
	}

	private void stop() {
		long start = System.nanoTime();
		this.log.say("Stopping");
		this.shutdown.run();
		this.log.say("Stopped in %d ms".formatted(Duration.ofNanos(System.nanoTime() - start).toMillis()));
	}

	private void endAll(String death) {
		this.log.say(death + "; its last lines above tell why. The rest is stopped now.");
		if (!this.ready) {
			this.log.say("If another version's data is in the way, --fresh drops it.");
		}
		System.exit(1);
	}

	private static URI uri(int port, String path) {
		return URI.create("http://127.0.0.1:" + port + path);
	}

}
