package io.orderflow.straightforward.invoices;

import java.math.BigDecimal;

record OrderPlaced(Order detail) {

	record Order(long id, Customer customer, String currency, BigDecimal net, BigDecimal vat, BigDecimal gross) {

	}

	record Customer(String name) {

	}

}
