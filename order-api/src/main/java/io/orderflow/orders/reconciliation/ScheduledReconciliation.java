package io.orderflow.orders.reconciliation;

import io.orderflow.orders.reconciliation.Findings.State;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * Checks again and again. Says in the log what has changed, and nothing where nothing
 * has.
 */
@Component
class ScheduledReconciliation {

	private static final Logger logger = LoggerFactory.getLogger(ScheduledReconciliation.class);

	private static final String INTERVAL = "${orders.reconciliation.interval:"
			+ ReconciliationProperties.DEFAULT_INTERVAL + "}";

	private final Reconciliation reconciliation;

	private final Findings findings;

	private final ReconciliationMetrics metrics;

	private boolean failing;

	private long orders;

	private long invoices;

	ScheduledReconciliation(Reconciliation reconciliation, Findings findings, ReconciliationMetrics metrics) {
		this.reconciliation = reconciliation;
		this.findings = findings;
		this.metrics = metrics;
	}

	@Scheduled(initialDelayString = INTERVAL, fixedDelayString = INTERVAL)
	void check() {
		try {
			this.reconciliation.check();
			State state = this.findings.state();
			this.metrics.checked(state);
			// Another instance may be at its first.
			if (state.checkedAt() != null && this.metrics.isOutdated(state)) {
				fails("No check has got to its end since {}: another session holds the row of the table reconciliation, "
						+ "see pg_locks and pg_stat_activity", state.checkedAt());
				return;
			}
			tell(state);
			this.failing = false;
		}
		catch (DataAccessException | TransactionException ex) {
			this.metrics.checked(null);
			fails("Orders and invoices cannot be compared now; trying on. See that PostgreSQL runs: {}", ex.toString());
		}
	}

	private void fails(String message, Object cause) {
		if (!this.failing) {
			this.failing = true;
			logger.warn(message, cause);
		}
	}

	private void tell(State state) {
		if (state.orders() != this.orders || state.invoices() != this.invoices) {
			this.orders = state.orders();
			this.invoices = state.invoices();
			if (this.orders + this.invoices == 0) {
				logger.info("Each order has its invoice again, and each invoice its order");
				return;
			}
			logger.warn("Orders without an invoice: {}; invoices without an order: {}. /actuator/reconciliation names "
					+ "them; RUNBOOK.md says what to do: orders are published again by the command reconcile --republish",
					this.orders, this.invoices);
		}
	}

}
