package io.orderflow.outbox;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

import org.springframework.transaction.support.TransactionOperations;
import org.springframework.util.unit.DataSize;

/**
 * Carries rows of the outbox to EventBridge. The transaction is the lease: its row locks
 * keep other relays away while PutEvents runs, and end with it, however it ends.
 */
class Relay {

	private static final Logger logger = LoggerFactory.getLogger(Relay.class);

	private final TransactionOperations transaction;

	private final OutboxRows rows;

	private final EventBridgePublisher publisher;

	private final DataSize maxRequestSize;

	private final Backoff entryBackoff;

	private final OutboxMetrics metrics;

	Relay(TransactionOperations transaction, OutboxRows rows, EventBridgePublisher publisher, DataSize maxRequestSize,
			Backoff entryBackoff, OutboxMetrics metrics) {
		this.transaction = transaction;
		this.rows = rows;
		this.publisher = publisher;
		this.maxRequestSize = maxRequestSize;
		this.entryBackoff = entryBackoff;
		this.metrics = metrics;
	}

	/** See {@link EventBridgePublisher#warmUp}. */
	void warmUp() {
		this.publisher.warmUp();
	}

	/**
	 * Carries what one PutEvents request can.
	 * @return what was done
	 * @throws SdkException if the call failed as a whole: no row was touched
	 * @throws RefusedException if EventBridge is throttling or refuses the caller, entry
	 * by entry: what it took is deleted, no other row was touched
	 * @throws org.springframework.dao.DataAccessException if the database failed: what
	 * EventBridge has taken by then goes out again
	 */
	Pass relay() {
		Pass pass = Objects.requireNonNull(this.transaction.execute((status) -> {
			List<OutboxRow> due = this.rows.claim();
			List<OutboxRow> batch = fitting(due);
			boolean more = due.size() == EventBridgePublisher.MAX_ENTRIES || batch.size() < due.size();
			return new Pass(batch.size(), more, batch.isEmpty() ? Optional.empty() : put(batch));
		}));
		pass.failure().ifPresent((failure) -> {
			throw failure;
		});
		return pass;
	}

	/** As many of the rows as a request may hold; at least the first. */
	private List<OutboxRow> fitting(List<OutboxRow> due) {
		List<OutboxRow> batch = new ArrayList<>();
		long size = 0;
		for (OutboxRow row : due) {
			size += row.size();
			if (size > this.maxRequestSize.toBytes() && !batch.isEmpty()) {
				break;
			}
			batch.add(row);
		}
		return batch;
	}

	/** Returns why EventBridge takes nothing from us now, if that is so. */
	private Optional<RuntimeException> put(List<OutboxRow> batch) {
		try {
			return judge(this.publisher.put(batch));
		}
		catch (AwsServiceException ex) {
			if (!isRefusedAsInvalid(ex)) {
				throw ex;
			}
			return (batch.size() > 1) ? putOneByOne(batch) : park(batch.get(0), ex);
		}
	}

	private static boolean isRefusedAsInvalid(AwsServiceException ex) {
		return "ValidationException".equals(EventBridgePublisher.errorCode(ex)) || ex.statusCode() == 413;
	}

	/** One of them spoils the request for the others. */
	private Optional<RuntimeException> putOneByOne(List<OutboxRow> batch) {
		// Each call is followed by a statement or is the last, so that the lease outlives
		// them.
		for (OutboxRow row : batch) {
			try {
				Optional<RuntimeException> failure = put(List.of(row));
				if (failure.isPresent()) {
					return failure;
				}
			}
			catch (SdkException ex) {
				// What became of those before it is committed all the same.
				return Optional.of(ex);
			}
		}
		return Optional.empty();
	}

	private Optional<RuntimeException> judge(List<Answer> answers) {
		Map<Verdict, List<Answer>> verdicts = answers.stream().collect(Collectors.groupingBy(Answer::verdict));
		List<Answer> taken = verdicts.getOrDefault(Verdict.TAKEN, List.of());
		this.rows.delete(taken.stream().map(Answer::row).toList());
		this.metrics.published(taken.size());
		answers.stream().filter((answer) -> answer.verdict() != Verdict.TAKEN).forEach(this.metrics::failed);
		verdicts.getOrDefault(Verdict.RETRY, List.of()).forEach(this::retry);
		verdicts.getOrDefault(Verdict.NEVER, List.of()).forEach((answer) -> park(answer.row(), answer.message()));
		return verdicts.getOrDefault(Verdict.NOT_NOW, List.of())
			.stream()
			.findFirst()
			.map((answer) -> new RefusedException(answer, !taken.isEmpty()));
	}

	private void retry(Answer answer) {
		OutboxRow row = answer.row();
		this.rows.retry(row, this.entryBackoff.after(row.attempts() + 1), answer.message());
	}

	private Optional<RuntimeException> park(OutboxRow row, AwsServiceException ex) {
		String code = EventBridgePublisher.errorCode(ex);
		this.metrics.failed(code);
		park(row, "%s: %s".formatted(code, ex.getMessage()));
		return Optional.empty();
	}

	private void park(OutboxRow row, String reason) {
		this.rows.park(row, reason);
		this.metrics.parked();
		LoggingEventBuilder line = logger.atError();
		row.ids().forEach(line::addKeyValue);
		line.log("Parked event {} of the outbox: EventBridge can never take it: {}. An operator can put it back or "
				+ "discard it at the actuator's endpoint 'outbox'", row.id(), reason);
	}

	/**
	 * What was done.
	 *
	 * @param rows how many rows were tried
	 * @param more whether more may be due
	 * @param failure why EventBridge takes nothing from us now
	 */
	record Pass(int rows, boolean more, Optional<RuntimeException> failure) {
	}

}
