package io.orderflow.aws;

/**
 * Amazon resource names of the one account there is here.
 */
final class Arns {

	static final String ACCOUNT = "000000000000";

	static final String DEFAULT_BUS = "default";

	private Arns() {
	}

	static String queue(String region, String name) {
		return "arn:aws:sqs:%s:%s:%s".formatted(region, ACCOUNT, name);
	}

	static String bus(String region, String name) {
		return "arn:aws:events:%s:%s:event-bus/%s".formatted(region, ACCOUNT, name);
	}

	static String archive(String region, String name) {
		return "arn:aws:events:%s:%s:archive/%s".formatted(region, ACCOUNT, name);
	}

	static String replay(String region, String name) {
		return "arn:aws:events:%s:%s:replay/%s".formatted(region, ACCOUNT, name);
	}

	/** A rule of the default bus is named without its bus. */
	static String rule(String region, String bus, String name) {
		String path = bus.equals(DEFAULT_BUS) ? name : bus + "/" + name;
		return "arn:aws:events:%s:%s:rule/%s".formatted(region, ACCOUNT, path);
	}

	static boolean isQueue(String arn) {
		return arn.matches("arn:[^:]+:sqs:[^:]+:[^:]+:[^:]+");
	}

	static String queueName(String queueArn) {
		return queueArn.substring(queueArn.lastIndexOf(':') + 1);
	}

	/** PutEvents takes a bus by its name or by its ARN. */
	static String busName(String nameOrArn) {
		return nameOrArn.startsWith("arn:") ? nameOrArn.substring(nameOrArn.indexOf('/') + 1) : nameOrArn;
	}

}
