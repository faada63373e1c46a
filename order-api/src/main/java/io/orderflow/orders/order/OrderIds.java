package io.orderflow.orders.order;

import java.time.Instant;
import java.util.UUID;

/**
 * The ids of orders, which are UUIDs of version 7: they begin with the time.
 */
public final class OrderIds {

	private OrderIds() {
	}

	/**
	 * {@return the least id of an order made at a time: below that of any made then or
	 * later}
	 * @param time to the millisecond; before 1970 is as 1970
	 */
	public static UUID firstAt(Instant time) {
		return new UUID(Math.max(0, time.toEpochMilli()) << 16, 0);
	}

}
