package io.orderflow.outbox;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.IllegalTransactionStateException;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.util.unit.DataSize;

/**
 * Publishes events as part of the caller's transaction: where it commits, each of its
 * events reaches its bus; where it rolls back, none does. EventBridge itself is not
 * called here and may be down.
 * <p>
 * Delivery is at least once: a crash between EventBridge's answer and the deletion of the
 * row brings the event again. <em>Not</em> guaranteed: any order between events, or any
 * time by which one arrives.
 */
public class EventOutbox {

	private static final String INSERT = """
			insert into eventbridge_outbox (bus, source, detail_type, detail, traceparent)
			values (:eventBus, :eventSource, :eventDetailType, :eventDetail::json, :eventTraceparent)
			""";

	private final DataSource dataSource;

	private final JdbcClient jdbc;

	private final DataSize maxEventSize;

	private final Runnable afterCommit;

	EventOutbox(DataSource dataSource, JdbcClient jdbc, DataSize maxEventSize, Runnable afterCommit) {
		this.dataSource = dataSource;
		this.jdbc = jdbc;
		this.maxEventSize = maxEventSize;
		this.afterCommit = afterCommit;
	}

	/**
	 * Stores the event in the current transaction, in one statement.
	 * @param event what to publish
	 * @throws IllegalTransactionStateException outside a transaction of the application's
	 * {@code DataSource}: the event could be lost, or go out although nothing happened
	 * @throws IllegalArgumentException if the event is larger than
	 * {@code eventbridge.outbox.max-event-size}
	 * @throws org.springframework.dao.DataIntegrityViolationException if the detail is
	 * not a JSON object; the transaction can then only be rolled back
	 */
	public void publish(OutboxEvent event) {
		requireTransaction();
		this.jdbc.sql(INSERT).params(parameters(event)).update();
		wakeRelays();
	}

	/**
	 * Stores events in the current transaction, all in one statement.
	 * @param events what to publish; if there are none, nothing happens
	 * @throws IllegalTransactionStateException outside a transaction of the application's
	 * {@code DataSource}
	 * @throws IllegalArgumentException if one of them is larger than
	 * {@code eventbridge.outbox.max-event-size}; then none is stored
	 * @throws org.springframework.dao.DataIntegrityViolationException if a detail is not
	 * a JSON object; the transaction can then only be rolled back
	 */
	public void publishAll(List<OutboxEvent> events) {
		requireTransaction();
		if (events.isEmpty()) {
			return;
		}
		events.forEach(this::requireSize);
		this.jdbc.sql("""
				insert into eventbridge_outbox (bus, source, detail_type, detail, traceparent)
				select bus, source, detail_type, detail::json, traceparent
				from unnest(:buses, :sources, :detailTypes, :details, :traceparents)
					as e (bus, source, detail_type, detail, traceparent)
				""")
			.param("buses", column(events, OutboxEvent::bus))
			.param("sources", column(events, OutboxEvent::source))
			.param("detailTypes", column(events, OutboxEvent::detailType))
			.param("details", column(events, OutboxEvent::detail))
			.param("traceparents", column(events, OutboxEvent::traceparent))
			.update();
		wakeRelays();
	}

	private static @Nullable String[] column(List<OutboxEvent> events, Function<OutboxEvent, @Nullable String> value) {
		return events.stream().map(value).toArray(String[]::new);
	}

	/**
	 * Stores the event together with what a statement of the application changes, in one
	 * statement: both or neither, in one round trip to the database and with no need of a
	 * transaction around them. In one, they are part of it.
	 * @param event what to publish, also where the statement changes no row
	 * @param statement an INSERT, UPDATE, DELETE or MERGE that does not begin with WITH
	 * @param parameters its named parameters; their names must not begin with
	 * {@code event}
	 * @return how many rows the statement changed
	 * @throws IllegalArgumentException if the event is larger than
	 * {@code eventbridge.outbox.max-event-size}, or a parameter has such a name
	 * @throws org.springframework.dao.DataAccessException if the statement fails
	 */
	public int publishWith(OutboxEvent event, String statement, Map<String, ?> parameters) {
		if (parameters.keySet().stream().anyMatch((name) -> name.startsWith("event"))) {
			throw new IllegalArgumentException("A parameter's name begins with 'event': " + parameters.keySet());
		}
		int changed = this.jdbc.sql("with eventbridge_outbox_event as (" + INSERT + ") " + statement)
			.params(parameters(event))
			.params(parameters)
			.update();
		wakeRelays();
		return changed;
	}

	private void requireSize(OutboxEvent event) {
		if (event.size() > this.maxEventSize.toBytes()) {
			throw new IllegalArgumentException(
					"An event of %d bytes is larger than eventbridge.outbox.max-event-size=%s".formatted(event.size(),
							this.maxEventSize));
		}
	}

	private void requireTransaction() {
		if (!isInTransaction()) {
			throw new IllegalTransactionStateException(
					"publish needs a transaction of the application's DataSource: call it from a @Transactional method");
		}
	}

	private Map<String, @Nullable String> parameters(OutboxEvent event) {
		requireSize(event);
		Map<String, @Nullable String> parameters = new HashMap<>();
		parameters.put("eventBus", event.bus());
		parameters.put("eventSource", event.source());
		parameters.put("eventDetailType", event.detailType());
		parameters.put("eventDetail", event.detail());
		parameters.put("eventTraceparent", event.traceparent());
		return parameters;
	}

	private boolean isInTransaction() {
		return TransactionSynchronizationManager.isActualTransactionActive()
				&& TransactionSynchronizationManager.hasResource(this.dataSource);
	}

	/** Once the event is committed, which it is without a transaction. */
	private void wakeRelays() {
		if (!isInTransaction()) {
			this.afterCommit.run();
			return;
		}
		TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
			@Override
			public void afterCommit() {
				EventOutbox.this.afterCommit.run();
			}
		});
	}

}
