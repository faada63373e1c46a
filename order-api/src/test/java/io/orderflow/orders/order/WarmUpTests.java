package io.orderflow.orders.order;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.orderflow.orders.OrderApiTest;
import jakarta.validation.Validator;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.DefaultApplicationArguments;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;

import static org.assertj.core.api.Assertions.assertThat;

@OrderApiTest
class WarmUpTests {

	@Autowired
	private PlaceOrder placeOrder;

	@Autowired
	private Validator validator;

	@Autowired
	private JsonMapper json;

	@Autowired
	private PlatformTransactionManager transactions;

	@Autowired
	private HikariDataSource application;

	@Autowired
	private JdbcClient jdbc;

	@Test
	void fillsThePoolAndLeavesNoOrderAndNoEvent() {
		long before = rows();
		HikariConfig configuration = new HikariConfig();
		this.application.copyStateTo(configuration);
		configuration.setMinimumIdle(4);
		configuration.setMaximumPoolSize(4);
		try (HikariDataSource pool = new HikariDataSource()) {
			// As Spring Boot makes it: without a connection before the first is asked
			// for.
			configuration.copyStateTo(pool);
			new WarmUp(this.placeOrder, this.validator, this.json, this.transactions, pool)
				.run(new DefaultApplicationArguments());
			assertThat(pool.getHikariPoolMXBean().getTotalConnections()).isEqualTo(4);
		}
		assertThat(rows()).isEqualTo(before);
	}

	private long rows() {
		return this.jdbc.sql("select (select count(*) from orders) + (select count(*) from eventbridge_outbox)")
			.query(Long.class)
			.single();
	}

}
