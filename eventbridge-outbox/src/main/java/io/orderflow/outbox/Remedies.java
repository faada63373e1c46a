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
			case "ResourceNotFoundException" -> "Create the event bus, or name the right one";
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
