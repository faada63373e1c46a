package io.orderflow.aws;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * EventBridge's operation DescribeEventBus, by which one learns whether a bus is there.
 */
final class DescribeEventBus implements Operation {

	private final EventBuses buses;

	private final String region;

	DescribeEventBus(EventBuses buses, String region) {
		this.buses = buses;
		this.region = region;
	}

	@Override
	public byte[] answer(byte[] body, Faults.Faulty faulty) {
		AwsException fault = faulty.call().get();
		if (fault != null) {
			throw fault;
		}
		String bus = this.buses.get(Operation.read(body, Request.class, "DescribeEventBus").nameOrDefault()).name();
		return JsonMapper.shared().writeValueAsBytes(new Answer(bus, Arns.bus(this.region, bus)));
	}

	/**
	 * A call.
	 *
	 * @param name the bus's name or ARN; null for the default bus
	 */
	private record Request(@JsonProperty("Name") @Nullable String name) {

		String nameOrDefault() {
			return (this.name != null) ? this.name : Arns.DEFAULT_BUS;
		}

	}

	private record Answer(@JsonProperty("Name") String name, @JsonProperty("Arn") String arn) {
	}

}
