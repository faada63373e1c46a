package io.orderflow.sqs.listener;

import java.time.Duration;
import java.util.Map;

import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;

/**
 * Whether the queues that are listened to are there. It asks them, but no more often than
 * every {@code sqs.operations.health-max-age}.
 */
class QueuesHealthIndicator extends AbstractHealthIndicator {

	private final Queues queues;

	private final Duration maxAge;

	QueuesHealthIndicator(Queues queues, Duration maxAge) {
		super("The queues could not be asked");
		this.queues = queues;
		this.maxAge = maxAge;
	}

	@Override
	protected void doHealthCheck(Health.Builder health) {
		Troubles troubles = new Troubles();
		Map<String, QueueLook> looks = this.queues.look(this.maxAge);
		looks.forEach((name, look) -> {
			if (look.failure() != null) {
				troubles.add(trouble(name, look));
			}
		});
		health.withDetail("queues", looks.keySet());
		troubles.putInto(health);
	}

	private static Trouble trouble(String name, QueueLook look) {
		if (look.isMissing()) {
			return new Trouble(Status.DOWN, "Queue %s does not exist".formatted(name),
					"Make it as it was, with the policy that lets its rule send to it: deploy its template again. "
							+ "Or name the queue that is there, in the settings. What was in it is gone: publish it again");
		}
		if (look.isForbidden()) {
			return new Trouble(Status.UNKNOWN, "Queue %s may not be asked".formatted(name),
					"Allow this service sqs:GetQueueUrl and sqs:GetQueueAttributes on it");
		}
		return new Trouble(Status.DOWN, "Queue %s cannot be reached: %s".formatted(name, look.failure()),
				"See that SQS can be reached from here with these credentials: the network, AWS_ENDPOINT_URL_SQS "
						+ "(none for AWS itself), AWS_REGION and the credentials chain");
	}

}
