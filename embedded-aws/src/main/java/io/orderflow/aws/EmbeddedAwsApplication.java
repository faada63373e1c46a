package io.orderflow.aws;

import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@link EmbeddedAws} as a process.
 */
public final class EmbeddedAwsApplication {

	static {
		// Only here: in another application's class path, a logback.xml of this module
		// would become that application's.
		if (System.getProperty("logback.configurationFile") == null) {
			System.setProperty("logback.configurationFile", "io/orderflow/aws/logback-process.xml");
		}
	}

	private static final Logger logger = LoggerFactory.getLogger(EmbeddedAwsApplication.class);

	/**
	 * Below it, ElasticMQ spends its time collecting garbage as soon as messages pile up.
	 */
	private static final long ENOUGH_MEMORY = 512L * 1024 * 1024;

	private EmbeddedAwsApplication() {
	}

	/**
	 * Run until the process is told to end. Exits with 1 if it cannot start and with 2 if
	 * an argument is wrong.
	 * @param args see {@code --help}
	 */
	public static void main(String[] args) {
		// Numbers are written for machines: some locales have digits of their own.
		Locale.setDefault(Locale.ROOT);
		EmbeddedAwsOptions options;
		try {
			CommandLine commandLine = CommandLine.parse(args);
			if (commandLine.help()) {
				System.out.println(CommandLine.HELP);
				return;
			}
			options = commandLine.options();
		}
		catch (IllegalArgumentException ex) {
			System.err.println(ex.getMessage());
			System.err.println(CommandLine.HELP);
			System.exit(2);
			return;
		}
		run(options);
	}

	private static void run(EmbeddedAwsOptions options) {
		if (Runtime.getRuntime().maxMemory() < ENOUGH_MEMORY) {
			logger.warn("The heap is {} MB at most; under load 512 MB are needed (-Xmx512m)",
					Runtime.getRuntime().maxMemory() / 1024 / 1024);
		}
		try {
			EmbeddedAws aws = EmbeddedAws.start(options);
			Runtime.getRuntime().addShutdownHook(new Thread(aws::close, "stop"));
			System.out.printf("Ready: EventBridge %s, SQS %s%n", aws.eventBridgeEndpoint(), aws.sqsEndpoint());
		}
		catch (RuntimeException ex) {
			logger.error("Not started: {}", ex.getMessage());
			logger.debug("Not started", ex);
			// Threads of a part may still be running.
			System.exit(1);
		}
	}

}
