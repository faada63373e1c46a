package io.orderflow.aws;

import java.net.BindException;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import com.typesafe.config.ConfigFactory;
import org.apache.pekko.actor.ActorRef;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.actor.Props;
import org.apache.pekko.http.scaladsl.Http.ServerBinding;
import org.apache.pekko.pattern.Patterns;
import org.elasticmq.StrictSQSLimits$;
import org.elasticmq.actor.QueueManagerActor;
import org.elasticmq.actor.queue.QueueEvent;
import org.elasticmq.persistence.sql.SqlQueuePersistenceActor;
import org.elasticmq.rest.sqs.SQSRestServerBuilder;
import org.elasticmq.rest.sqs.TheSQSRestServerBuilder;
import org.elasticmq.util.NowProvider;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import scala.Option;
import scala.collection.immutable.List$;
import scala.jdk.javaapi.FutureConverters;
import scala.util.Either;

/**
 * SQS: ElasticMQ with an actor system of its own, put together here because ElasticMQ's
 * own server answers before stored messages are restored, hangs on a busy port, and waits
 * for open long polls when stopped.
 */
final class ElasticMq implements AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(ElasticMq.class);

	private static final String HOST = "127.0.0.1";

	private static final Duration RESTORING = Duration.ofMinutes(1);

	/**
	 * An actor that failed would otherwise be restarted empty, and go on taking messages
	 * that it no longer stores.
	 */
	private static final String CONFIG = """
			pekko.loglevel = WARNING
			pekko.jvm-exit-on-fatal-error = off
			pekko.coordinated-shutdown.run-by-jvm-shutdown-hook = off
			pekko.actor.guardian-supervisor-strategy = "org.apache.pekko.actor.StoppingSupervisorStrategy"
			""";

	private final ActorSystem system;

	private final ServerBinding binding;

	private ElasticMq(ActorSystem system, ServerBinding binding) {
		this.system = system;
		this.binding = binding;
	}

	/**
	 * Start on the port (0 takes a free one), with the store's queues and messages, or in
	 * memory where it is null.
	 */
	static ElasticMq start(int port, String region, @Nullable MessageStore store) {
		ActorSystem system = ActorSystem.create("elasticmq",
				ConfigFactory.parseString(CONFIG).withFallback(ConfigFactory.load()), ElasticMq.class.getClassLoader());
		try {
			ActorRef storing = (store != null) ? system.actorOf(Props.create(SqlQueuePersistenceActor.class,
					() -> new SqlQueuePersistenceActor(store.config(), List$.MODULE$.empty()))) : null;
			ActorRef queues = system.actorOf(Props.create(QueueManagerActor.class,
					() -> new QueueManagerActor(new NowProvider(), StrictSQSLimits$.MODULE$, Option.apply(storing))));
			TheSQSRestServerBuilder builder = SQSRestServerBuilder.withActorSystem(system)
				.withQueueManagerActor(queues)
				.withInterface(HOST)
				.withPort(port)
				.withAWSRegion(region)
				.withAWSAccountId(Arns.ACCOUNT);
			if (storing != null) {
				restore(storing, queues);
				builder = builder.withQueueEventListener(storing);
			}
			return new ElasticMq(system, bind(builder, port));
		}
		catch (RuntimeException ex) {
			stop(system);
			throw ex;
		}
	}

	private static void restore(ActorRef storing, ActorRef queues) {
		Object outcome = Patterns.ask(storing, new QueueEvent.Restore(queues), RESTORING).toCompletableFuture().join();
		if (outcome instanceof Either<?, ?> either && either.isLeft()) {
			throw new IllegalStateException("The stored queues cannot be restored: " + either.left().toOption().get());
		}
	}

	private static ServerBinding bind(TheSQSRestServerBuilder builder, int port) {
		try {
			return builder.start().waitUntilStarted();
		}
		catch (RuntimeException ex) {
			if (ex.getCause() instanceof BindException) {
				throw Ports.inUse("SQS", port, ex);
			}
			throw ex;
		}
	}

	URI endpoint() {
		return URI.create("http://" + HOST + ":" + this.binding.localAddress().getPort());
	}

	@Override
	public void close() {
		try {
			FutureConverters.asJava(this.binding.unbind()).toCompletableFuture().get(1, TimeUnit.SECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		catch (ExecutionException | TimeoutException ex) {
			logger.warn("SQS did not release its port in time", ex);
		}
		stop(this.system);
	}

	private static void stop(ActorSystem system) {
		try {
			FutureConverters.asJava(system.terminate()).toCompletableFuture().get(2, TimeUnit.SECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		catch (ExecutionException | TimeoutException ex) {
			logger.warn("ElasticMQ did not stop in time", ex);
		}
	}

}
