package io.orderflow.endtoend;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;

/**
 * EventBridge and SQS, provisioned from {@code infrastructure/messaging.yaml}, with its
 * example of a further consumer and the rule that others have deployed.
 */
interface Cloud extends AutoCloseable {

	List<Path> TEMPLATES = List.of(Path.of("../infrastructure/messaging.yaml"),
			Path.of("../infrastructure/examples/audit.yaml"), Path.of("src/test/resources/seed-rule.yaml"));

	URI eventBridge();

	URI sqs();

	/** From now on, nobody gets a good answer of EventBridge. */
	void stopEventBridge();

	void startEventBridge();

	@Override
	void close();

}
