package io.orderflow.endtoend;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;

import io.orderflow.aws.EmbeddedAws;
import io.orderflow.aws.EmbeddedAwsOptions;

/**
 * The embedded AWS.
 */
class EmbeddedCloud implements Cloud {

	private final EmbeddedAws aws;

	EmbeddedCloud() {
		this(TEMPLATES);
	}

	EmbeddedCloud(List<Path> templates) {
		this(new EmbeddedAwsOptions(0, 0, null, templates, "eu-central-1"));
	}

	private EmbeddedCloud(EmbeddedAwsOptions options) {
		this.aws = EmbeddedAws.start(options);
	}

	/** One whose events can be replayed. */
	static EmbeddedCloud withArchive() {
		return new EmbeddedCloud(new EmbeddedAwsOptions(0, 0, null, TEMPLATES, "eu-central-1", 64));
	}

	@Override
	public URI eventBridge() {
		return this.aws.eventBridgeEndpoint();
	}

	@Override
	public URI sqs() {
		return this.aws.sqsEndpoint();
	}

	@Override
	public void stopEventBridge() {
		this.aws.faults().dropConnections(false);
	}

	@Override
	public void startEventBridge() {
		this.aws.faults().clear();
	}

	@Override
	public void close() {
		this.aws.close();
	}

}
