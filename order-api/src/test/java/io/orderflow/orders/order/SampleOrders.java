package io.orderflow.orders.order;

import java.util.function.Consumer;

import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Bodies of requests.
 */
public final class SampleOrders {

	private static final JsonMapper JSON = new JsonMapper();

	private SampleOrders() {
	}

	/** The order of the README. */
	public static String order() {
		return """
				{"customer":{"name":"Ada Lovelace","email":"ada@example.com",\
				"address":{"street":"12 St James's Square","city":"London","postcode":"SW1Y 4JH","country":"GB"}},\
				"currency":"EUR",\
				"lines":[{"sku":"BOOK-1","description":"Notes on the Analytical Engine",\
				"quantity":2,"unitPrice":"12.50","vatRate":"20"}]}""";
	}

	/** The order of the README with a change. */
	public static String order(Consumer<ObjectNode> change) {
		ObjectNode order = (ObjectNode) JSON.readTree(order());
		change.accept(order);
		return order.toString();
	}

	/** The order of the README with a change to its line. */
	static String line(Consumer<ObjectNode> change) {
		return order((order) -> change.accept((ObjectNode) order.get("lines").get(0)));
	}

}
