package io.orderflow.aws;

import java.nio.file.Path;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * How an {@link EmbeddedAws} is to run.
 *
 * @param eventBridgePort the port of EventBridge on 127.0.0.1; 0 takes a free one
 * @param sqsPort the port of SQS on 127.0.0.1; 0 takes a free one
 * @param dataDirectory where queues and messages are kept, made where it is missing; null
 * keeps them in memory. Only one running instance of a JVM, and of the machine, can use a
 * directory
 * @param templates the CloudFormation templates to provision, one after the other; empty
 * means the bundled {@code messaging.yaml}
 * @param region the region in ARNs and events
 * @param archiveMegabytes what the templates' archives keep, in memory: the newest
 * events, so many megabytes together, to be replayed; 0 keeps none
 */
public record EmbeddedAwsOptions(int eventBridgePort, int sqsPort, @Nullable Path dataDirectory, List<Path> templates,
		String region, int archiveMegabytes) {

	static final String DEFAULT_REGION = "eu-central-1";

	/**
	 * Checks what can be told before anything starts.
	 * @throws IllegalArgumentException for a port that is none, an empty region or
	 * archives of less than nothing
	 */
	public EmbeddedAwsOptions {
		requirePort("EventBridge", eventBridgePort);
		requirePort("SQS", sqsPort);
		if (region.isBlank()) {
			throw new IllegalArgumentException("The region is blank; give one such as " + DEFAULT_REGION);
		}
		if (archiveMegabytes < 0) {
			throw new IllegalArgumentException(
					"The archive has %d megabytes; it must have 0 (none) or more".formatted(archiveMegabytes));
		}
		templates = List.copyOf(templates);
	}

	/**
	 * Options that keep no archives, otherwise as given.
	 * @param eventBridgePort 0 for a free one
	 * @param sqsPort 0 for a free one
	 * @param dataDirectory where messages are kept; null keeps them in memory
	 * @param templates empty for the bundled one
	 * @param region in ARNs and events
	 */
	public EmbeddedAwsOptions(int eventBridgePort, int sqsPort, @Nullable Path dataDirectory, List<Path> templates,
			String region) {
		this(eventBridgePort, sqsPort, dataDirectory, templates, region, 0);
	}

	/**
	 * Free ports, in memory, the bundled template, eu-central-1.
	 * @return the options
	 */
	public static EmbeddedAwsOptions defaults() {
		return new EmbeddedAwsOptions(0, 0, null, List.of(), DEFAULT_REGION);
	}

	private static void requirePort(String service, int port) {
		if (port < 0 || port > 65535) {
			throw new IllegalArgumentException(
					"The port of %s is %d; it must be 0 (a free one) to 65535".formatted(service, port));
		}
	}

}
