package io.orderflow.security;

import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/**
 * The test application with an issuer of tokens.
 */
@WebSecurityTest
abstract class Guarded {

	@DynamicPropertySource
	static void issuer(DynamicPropertyRegistry properties) {
		Issuer.shared().trustedBy(properties);
	}

}
