package io.orderflow.outbox;

import java.util.List;
import java.util.stream.IntStream;

import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResultEntry;

/**
 * Puts rows on their buses with one PutEvents call, and says of each what became of it.
 */
class EventBridgePublisher {

	/** The most entries a PutEvents request may hold. */
	static final int MAX_ENTRIES = 10;

	private final EventBridgeClient client;

	private final OutboxMetrics metrics;

	private final EventTracing tracing;

	EventBridgePublisher(EventBridgeClient client, OutboxMetrics metrics, EventTracing tracing) {
		this.client = client;
		this.metrics = metrics;
		this.tracing = tracing;
	}

	/**
	 * Asks for nothing, which EventBridge refuses. The first event then waits neither for
	 * credentials, nor for a connection, nor for what the SDK makes at its first call.
	 * @throws SdkException always, where EventBridge answers as it should
	 */
	void warmUp() {
		this.client.putEvents((request) -> request.entries(List.of()));
	}

	/**
	 * @return the answer to each row, in the rows' order
	 * @throws SdkException if the call failed as a whole: none of the rows is known to be
	 * taken
	 */
	List<Answer> put(List<OutboxRow> rows) {
		Sending sending = this.tracing.send(rows);
		try {
			List<PutEventsResultEntry> results = call(rows);
			sending.answered(results);
			return IntStream.range(0, rows.size()).mapToObj((i) -> Answer.of(rows.get(i), results.get(i))).toList();
		}
		catch (SdkException ex) {
			sending.failed(errorCode(ex));
			throw ex;
		}
	}

	private List<PutEventsResultEntry> call(List<OutboxRow> rows) {
		List<PutEventsRequestEntry> entries = rows.stream().map(EventBridgePublisher::entry).toList();
		List<PutEventsResultEntry> results = this.metrics
			.timed(() -> this.client.putEvents((request) -> request.entries(entries)))
			.entries();
		if (results.size() != rows.size()) {
			throw SdkException.builder()
				.message("PutEvents answered %d of %d entries".formatted(results.size(), rows.size()))
				.build();
		}
		return results;
	}

	/**
	 * The error code of AWS, such as {@code ThrottlingException}; for a call that got no
	 * answer, the SDK's name for that, such as {@code ApiCallTimeoutException}.
	 */
	static String errorCode(SdkException ex) {
		if (ex instanceof AwsServiceException refusal && refusal.awsErrorDetails() != null
				&& refusal.awsErrorDetails().errorCode() != null) {
			return refusal.awsErrorDetails().errorCode();
		}
		return ex.getClass().getSimpleName();
	}

	private static PutEventsRequestEntry entry(OutboxRow row) {
		return PutEventsRequestEntry.builder()
			.eventBusName(row.bus())
			.source(row.source())
			.detailType(row.detailType())
			.detail(row.detail())
			.time(row.createdAt())
			.build();
	}

}
