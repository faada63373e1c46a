package io.orderflow.endtoend;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.awaitility.Awaitility;
import org.testcontainers.containers.Container.ExecResult;
import org.testcontainers.localstack.LocalStackContainer;
import org.testcontainers.utility.MountableFile;

/**
 * LocalStack in Docker.
 */
class LocalStackCloud implements Cloud {

	private final LocalStackContainer container = new LocalStackContainer("localstack/localstack:4.14.0")
		.withServices("events", "sqs", "cloudformation", "iam", "sts")
		.withEnv("AWS_DEFAULT_REGION", "eu-central-1")
		// As docker-compose.yml has it.
		.withEnv("CFN_IGNORE_UNSUPPORTED_RESOURCE_TYPES", "1");

	LocalStackCloud() {
		TEMPLATES.forEach((template) -> this.container.withCopyFileToContainer(MountableFile.forHostPath(template),
				"/templates/" + template.getFileName()));
		this.container.start();
		TEMPLATES.forEach((template) -> deploy(template.getFileName().toString()));
	}

	private void deploy(String template) {
		deploy(template, template.replace(".yaml", ""));
	}

	/**
	 * Creates a stack and waits until it is there.
	 * @param parameters such as {@code ParameterKey=BusName,ParameterValue=orders}; those
	 * left out have their defaults
	 */
	void deploy(String template, String stack, String... parameters) {
		List<String> create = new ArrayList<>(List.of("create-stack", "--stack-name", stack, "--template-body",
				"file:///templates/" + template, "--parameters"));
		create.addAll(List.of(parameters));
		aws(create.toArray(String[]::new));
		// The command line's own "wait" asks every 30 seconds.
		Awaitility.await()
			.atMost(Duration.ofMinutes(1))
			.until(() -> describe(stack), (status) -> !status.equals("CREATE_IN_PROGRESS"));
		if (!describe(stack).equals("CREATE_COMPLETE")) {
			throw new IllegalStateException("LocalStack did not create %s: %s".formatted(template,
					aws("describe-stack-events", "--stack-name", stack)));
		}
	}

	/** Deletes a stack and waits until it is gone. */
	void delete(String stack) {
		aws("delete-stack", "--stack-name", stack);
		Awaitility.await()
			.atMost(Duration.ofMinutes(1))
			.until(() -> aws("list-stacks", "--stack-status-filter", "DELETE_COMPLETE").contains('"' + stack + '"'));
	}

	private String describe(String stack) {
		return aws("describe-stacks", "--stack-name", stack, "--query", "Stacks[0].StackStatus", "--output", "text")
			.strip();
	}

	private String aws(String... arguments) {
		try {
			List<String> command = new ArrayList<>(List.of("awslocal", "cloudformation"));
			command.addAll(List.of(arguments));
			ExecResult result = this.container.execInContainer(command.toArray(String[]::new));
			if (result.getExitCode() != 0) {
				throw new IllegalStateException("%s: %s".formatted(command, result.getStderr()));
			}
			return result.getStdout();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	@Override
	public URI eventBridge() {
		return this.container.getEndpoint();
	}

	@Override
	public URI sqs() {
		return this.container.getEndpoint();
	}

	@Override
	public void stopEventBridge() {
		this.container.getDockerClient().pauseContainerCmd(this.container.getContainerId()).exec();
	}

	@Override
	public void startEventBridge() {
		this.container.getDockerClient().unpauseContainerCmd(this.container.getContainerId()).exec();
	}

	@Override
	public void close() {
		this.container.stop();
	}

}
