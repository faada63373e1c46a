package io.orderflow.endtoend;

/**
 * The pair on the embedded AWS: on every machine.
 */
class EmbeddedIT extends OrderToInvoiceSuite {

	@Override
	Cloud cloud() {
		return new EmbeddedCloud();
	}

}
