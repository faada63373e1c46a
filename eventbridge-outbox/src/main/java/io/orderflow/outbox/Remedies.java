package io.orderflow.outbox;

import org.jspecify.annotations.Nullable;

/**
 * What helps against what EventBridge answers. Events go out by themselves afterwards.
 */
final class Remedies {

	private Remedies() {
	}

	/**
	 * @param error AWS's error code, or what stands for one; null where there is none
	 * @return null where there is no error
	 */
	static @Nullable String of(@Nullable String error) {
		if (error == null) {
			return null;
		}
		return switch (error) {
			// An event keeps the bus that it was written for, and stays first in line.
			case "ResourceNotFoundException" ->
				"Create the event bus, or name the right one, and for what waits already "
						+ "in the column bus of the table eventbridge_outbox too";
			case "ThrottlingException" -> "Wait, or have the account's quota of PutEvents raised";
			case "ExpiredTokenException", "UnrecognizedClientException", "InvalidSignatureException" ->
				"Renew the AWS credentials of this service";
			case "AccessDeniedException", "NotAuthorizedForSourceException", "NotAuthorizedForDetailTypeException" ->
				"Allow this service's role events:PutEvents on the bus";
			default -> "See that EventBridge answers at its endpoint, the network leads there, and the AWS credentials "
					+ "are good; the log has the whole error";
		};
	}

}
