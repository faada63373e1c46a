package io.orderflow.orders.order;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

import com.zaxxer.hikari.HikariDataSource;
import jakarta.validation.Validator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Places an order and takes it back, before the service says that it is ready: so the
 * first customers do not wait for connections and the rules of validation.
 */
@Component
class WarmUp implements ApplicationRunner {

	private static final Logger logger = LoggerFactory.getLogger(WarmUp.class);

	private static final String ORDER = """
			{"customer":{"name":"Warm-up","email":"warm-up@example.com",
				"address":{"street":"1 Street","city":"City","postcode":"1","country":"DE"}},
			"currency":"EUR","lines":[{"sku":"1","description":"Thing","quantity":1,"unitPrice":"1.00","vatRate":"19"}]}
			""";

	private final PlaceOrder placeOrder;

	private final Validator validator;

	private final JsonMapper json;

	private final TransactionTemplate transaction;

	private final HikariDataSource connections;

	WarmUp(PlaceOrder placeOrder, Validator validator, JsonMapper json, PlatformTransactionManager transactions,
			HikariDataSource connections) {
		this.placeOrder = placeOrder;
		this.validator = validator;
		this.json = json;
		this.transaction = new TransactionTemplate(transactions);
		this.connections = connections;
	}

	@Override
	public void run(ApplicationArguments arguments) {
		OrderRequest request = this.json.readValue(ORDER, OrderRequest.class);
		this.validator.validate(request);
		try {
			fillPool();
			this.transaction.executeWithoutResult((status) -> {
				this.json.writeValueAsString(this.placeOrder.place(request));
				status.setRollbackOnly();
			});
		}
		catch (SQLException | DataAccessException | TransactionException ex) {
			logger.warn("No order could be tried; the first ones may take longer: {}", ex.toString());
		}
	}

	/** Hikari fills it in the background, one connection after the other. */
	private void fillPool() throws SQLException {
		List<Connection> all = new ArrayList<>();
		try {
			do {
				all.add(this.connections.getConnection());
			}
			// Which is known once there is a first.
			while (all.size() < this.connections.getMinimumIdle());
		}
		finally {
			for (Connection connection : all) {
				connection.close();
			}
		}
	}

}
