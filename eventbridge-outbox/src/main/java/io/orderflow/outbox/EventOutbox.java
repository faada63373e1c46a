package io.orderflow.outbox;

import javax.sql.DataSource;

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

	private final DataSource dataSource;

	private final JdbcClient jdbc;

	private final DataSize maxEventSize;

	private final Runnable afterCommit;

	EventOutbox(DataSource dataSource, DataSize maxEventSize, Runnable afterCommit) {
		this.dataSource = dataSource;
		this.jdbc = JdbcClient.create(dataSource);
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
		if (!TransactionSynchronizationManager.isActualTransactionActive()
				|| !TransactionSynchronizationManager.hasResource(this.dataSource)) {
			throw new IllegalTransactionStateException(
					"publish needs a transaction of the application's DataSource: call it from a @Transactional method");
		}
		if (event.size() > this.maxEventSize.toBytes()) {
			throw new IllegalArgumentException(
					"An event of %d bytes is larger than eventbridge.outbox.max-event-size=%s".formatted(event.size(),
							this.maxEventSize));
		}
		this.jdbc.sql("""
				insert into eventbridge_outbox (bus, source, detail_type, detail)
				values (:bus, :source, :detailType, :detail::json)
				""").paramSource(event).update();
		TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
			@Override
			public void afterCommit() {
				EventOutbox.this.afterCommit.run();
			}
		});
	}

}
