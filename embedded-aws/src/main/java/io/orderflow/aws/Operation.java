package io.orderflow.aws;

import tools.jackson.core.JacksonException;

/**
 * An operation of EventBridge.
 */
interface Operation {

	/**
	 * Answer a call.
	 * @param body the request's JSON
	 * @param faulty the faults it goes through
	 * @return the answer's JSON
	 * @throws AwsException if the call is refused as a whole
	 */
	byte[] answer(byte[] body, Faults.Faulty faulty);

	/**
	 * Read a request. What it does not know is ignored, as AWS does.
	 * @throws AwsException if it is not one
	 */
	static <T> T read(byte[] body, Class<T> type, String operation) {
		try {
			T request = PutEventsRequest.JSON.readValue(body, type);
			if (request != null) {
				return request;
			}
			throw AwsException.serialization("The request is null");
		}
		catch (JacksonException ex) {
			if (ex.getCause() instanceof AwsException refusal) {
				throw refusal;
			}
			throw AwsException
				.serialization("The request is not what %s takes: %s".formatted(operation, ex.getOriginalMessage()));
		}
	}

}
