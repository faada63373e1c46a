package io.orderflow.endtoend;

import java.time.Duration;
import java.util.List;

import org.awaitility.Awaitility;

import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What must hold in the end between the clients, both databases and the queues.
 */
record Books(JdbcClient orders, JdbcClient invoices, Queues queues) {

	/**
	 * Waits until all has come to rest.
	 * @param accepted the ids of all orders that clients have a 201 for, sorted
	 */
	void assertBalanced(List<String> accepted) {
		Awaitility.await("all orders invoiced, outbox and queues empty")
			.atMost(Duration.ofMinutes(5))
			.pollInterval(Duration.ofMillis(250))
			.untilAsserted(() -> {
				assertThat(count(this.invoices, "invoices")).as("invoices").isGreaterThanOrEqualTo(accepted.size());
				assertThat(count(this.orders, "eventbridge_outbox")).as("rows of the outbox").isZero();
				assertThat(this.queues.messages()).as("messages in the queues").isZero();
			});
		assertThat(count(this.invoices, "dead_letters")).as("dead letters").isZero();
		assertThat(ids(this.orders, "select id::text from orders order by 1")).as("orders").isEqualTo(accepted);
		assertThat(ids(this.invoices, "select order_id::text from invoices order by 1")).as("invoiced orders")
			.isEqualTo(accepted);
		assertThat(ids(this.invoices, """
				select number from (select number, sequence, row_number() over (partition by series order by sequence)
				from invoices) as i (number, sequence, expected) where sequence <> expected order by 1"""))
			.as("numbers after a gap")
			.isEmpty();
	}

	private static long count(JdbcClient jdbc, String table) {
		return jdbc.sql("select count(*) from " + table).query(Long.class).single();
	}

	private static List<String> ids(JdbcClient jdbc, String query) {
		return jdbc.sql(query).query(String.class).list();
	}

}
