package io.orderflow.endtoend;

import org.testcontainers.junit.jupiter.Testcontainers;

/**
 * The pair on LocalStack: where Docker is. Elsewhere it is reported as skipped.
 */
@Testcontainers(disabledWithoutDocker = true)
class LocalStackIT extends OrderToInvoiceSuite {

	@Override
	Cloud cloud() {
		return new LocalStackCloud();
	}

}
