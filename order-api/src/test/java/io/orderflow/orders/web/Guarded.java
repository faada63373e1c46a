package io.orderflow.orders.web;

import io.orderflow.orders.OrderApiTest;
import io.orderflow.security.Issuer;

import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/**
 * The service with an issuer of tokens, and with secrets that can be told from others.
 */
@OrderApiTest
public abstract class Guarded {

	static final String DATABASE_PASSWORD = "a-secret-of-the-database";

	static final String AWS_SECRET = "a-secret-of-aws";

	@DynamicPropertySource
	static void issuer(DynamicPropertyRegistry properties) {
		Issuer.shared().trustedBy(properties);
		properties.add("spring.datasource.password", () -> DATABASE_PASSWORD);
		properties.add("aws.secretAccessKey", () -> AWS_SECRET);
	}

}
