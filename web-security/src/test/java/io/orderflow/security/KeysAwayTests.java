package io.orderflow.security;

import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/**
 * The same where the address of the keys is set, so that the issuer need not be asked for
 * it.
 */
class KeysAwayTests extends IssuerAwayTests {

	@DynamicPropertySource
	static void keys(DynamicPropertyRegistry properties) {
		properties.add("spring.security.oauth2.resourceserver.jwt.jwk-set-uri", () -> ISSUER.uri() + "/keys");
	}

}
