package io.orderflow.aws;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * The arguments of {@link EmbeddedAwsApplication}.
 *
 * @param help whether to print the help and do nothing else
 * @param options how to run
 */
record CommandLine(boolean help, EmbeddedAwsOptions options) {

	static final String HELP = """
			Amazon EventBridge (PutEvents, replays) and SQS on 127.0.0.1, provisioned from CloudFormation templates.

			  --eventbridge-port=PORT  port of EventBridge (4566; 0 takes a free one)
			  --sqs-port=PORT          port of SQS (9324; 0 takes a free one)
			  --data=DIR               where queues and messages are kept (without it, in memory)
			  --template=FILE          template to provision; give it several times for several (the bundled messaging.yaml)
			  --region=REGION          region in ARNs and events (eu-central-1)
			  --archive=MEGABYTES      how much of the newest events archives keep, in memory, to be replayed (0)
			  --help                   this text""";

	/**
	 * @throws IllegalArgumentException if an argument is unknown or its value is wrong;
	 * the message names it
	 */
	static CommandLine parse(String... args) {
		boolean help = false;
		int eventBridgePort = 4566;
		int sqsPort = 9324;
		@Nullable Path dataDirectory = null;
		List<Path> templates = new ArrayList<>();
		String region = EmbeddedAwsOptions.DEFAULT_REGION;
		int archiveMegabytes = 0;
		for (String arg : args) {
			String name = arg.contains("=") ? arg.substring(0, arg.indexOf('=') + 1) : arg;
			String value = arg.substring(name.length());
			if (name.endsWith("=") && value.isBlank()) {
				throw new IllegalArgumentException("The option %s has no value".formatted(arg));
			}
			switch (name) {
				case "--help" -> help = true;
				case "--eventbridge-port=" -> eventBridgePort = number(arg, value);
				case "--sqs-port=" -> sqsPort = number(arg, value);
				case "--data=" -> dataDirectory = Path.of(value);
				case "--template=" -> templates.add(Path.of(value));
				case "--region=" -> region = value;
				case "--archive=" -> archiveMegabytes = number(arg, value);
				default -> throw new IllegalArgumentException("Unknown option " + arg);
			}
		}
		return new CommandLine(help,
				new EmbeddedAwsOptions(eventBridgePort, sqsPort, dataDirectory, templates, region, archiveMegabytes));
	}

	private static int number(String arg, String value) {
		try {
			return Integer.parseInt(value);
		}
		catch (NumberFormatException ex) {
			throw new IllegalArgumentException("The option %s must have a number".formatted(arg), ex);
		}
	}

}
