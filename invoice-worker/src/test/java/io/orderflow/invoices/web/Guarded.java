package io.orderflow.invoices.web;

import io.orderflow.invoices.ServiceTest;
import io.orderflow.security.Issuer;

import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/**
 * The service with an issuer of tokens.
 */
abstract class Guarded extends ServiceTest {

	@DynamicPropertySource
	static void issuer(DynamicPropertyRegistry properties) {
		Issuer.shared().trustedBy(properties);
	}

}
