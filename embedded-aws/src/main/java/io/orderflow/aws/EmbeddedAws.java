package io.orderflow.aws;

import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Map;

import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * Amazon EventBridge and SQS in this JVM, on 127.0.0.1, provisioned from CloudFormation
 * templates. Any credentials will do. Both answer as soon as it is started, in any
 * thread.
 *
 * <p>
 * Of EventBridge there are PutEvents, DescribeEventBus, StartReplay and DescribeReplay.
 * PutEvents differs from AWS in that an unknown bus is an error (AWS drops the event and
 * says nothing), that an event is stored in its queues before the answer (AWS delivers
 * later), and that a delivery is tried once: what the queue refuses goes to the target's
 * dead-letter queue, and where it does not answer, the entry fails.
 */
public final class EmbeddedAws implements AutoCloseable {

	private final EventBridgeEndpoint eventBridge;

	private final ElasticMq elasticMq;

	private final Faults faults;

	private final Running running;

	private EmbeddedAws(EventBridgeEndpoint eventBridge, ElasticMq elasticMq, Faults faults, Running running) {
		this.eventBridge = eventBridge;
		this.elasticMq = elasticMq;
		this.faults = faults;
		this.running = running;
	}

	/**
	 * Start on free ports, in memory, with the bundled template.
	 * @return the running instance
	 */
	public static EmbeddedAws start() {
		return start(EmbeddedAwsOptions.defaults());
	}

	/**
	 * Start and provision.
	 * @param options how to run
	 * @return the running instance
	 * @throws TemplateException if a template cannot be read or uses what is not
	 * supported
	 * @throws IllegalStateException if a port is in use or the data directory cannot be
	 * used; nothing is left running
	 */
	public static EmbeddedAws start(EmbeddedAwsOptions options) {
		List<Template> templates = options.templates().isEmpty() ? List.of(Template.bundled(options.region()))
				: options.templates().stream().map((file) -> Template.read(file, options.region())).toList();
		EventBuses buses = new EventBuses();
		templates.forEach(buses::add);
		Faults faults = new Faults();
		Running running = new Running();
		try {
			MessageStore store = (options.dataDirectory() != null)
					? running.add(MessageStore.open(options.dataDirectory())) : null;
			ElasticMq elasticMq = running.add(ElasticMq.start(options.sqsPort(), options.region(), store));
			SqsClient sqs = running.add(Queues.client(elasticMq.endpoint(), options.region()));
			new Queues(sqs).provision(templates);
			Deliveries deliveries = new Deliveries(sqs, elasticMq.endpoint(), templates);
			Archives archives = new Archives(templates, options.archiveMegabytes());
			Replays replays = running.add(new Replays(deliveries, options.region(), Clock.systemUTC()));
			Map<String, Operation> operations = Map.of("PutEvents",
					new PutEvents(buses, deliveries, archives, faults, options.region(), Clock.systemUTC()),
					"DescribeEventBus", new DescribeEventBus(buses, options.region()), "StartReplay",
					new StartReplay(archives, buses, replays, options.region()), "DescribeReplay",
					new DescribeReplay(replays));
			EventBridgeEndpoint eventBridge = running
				.add(EventBridgeEndpoint.start(options.eventBridgePort(), operations, faults));
			return new EmbeddedAws(eventBridge, elasticMq, faults, running);
		}
		catch (RuntimeException ex) {
			running.close();
			throw ex;
		}
	}

	/**
	 * Where EventBridge listens.
	 * @return {@code http://127.0.0.1:port}
	 */
	public URI eventBridgeEndpoint() {
		return this.eventBridge.uri();
	}

	/**
	 * Where SQS listens.
	 * @return {@code http://127.0.0.1:port}
	 */
	public URI sqsEndpoint() {
		return this.elasticMq.endpoint();
	}

	/**
	 * The faults of this instance's EventBridge, none at first.
	 * @return the faults
	 */
	public Faults faults() {
		return this.faults;
	}

	/**
	 * Stop within a couple of seconds and release the ports. Open calls and long polls
	 * are cut off.
	 */
	@Override
	public void close() {
		this.running.close();
	}

}
