package io.orderflow.aws;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * EventBridge's operation DescribeEventBus, by which one learns whether a bus is there.
 */
final class DescribeEventBus {

	private final EventBuses buses;

	private final String region;

	DescribeEventBus(EventBuses buses, String region) {
		this.buses = buses;
		this.region = region;
	}

	/**
	 * Answer a call.
	 * @param body the request's JSON
	 * @param faulty the faults it goes through
	 * @return the answer's JSON
	 * @throws AwsException if there is no such bus, or the call is refused otherwise
	 */
	byte[] answer(byte[] body, Faults.Faulty faulty) {
		AwsException fault = faulty.call().get();
		if (fault != null) {
			throw fault;
		}
		String bus = this.buses.get(read(body).nameOrDefault()).name();
		return JsonMapper.shared().writeValueAsBytes(new Answer(bus, Arns.bus(this.region, bus)));
	}

	private static Request read(byte[] body) {
		try {
			Request request = PutEventsRequest.JSON.readValue(body, Request.class);
			if (request != null) {
				return request;
			}
			throw AwsException.serialization("The request is null");
		}
		catch (JacksonException ex) {
			throw AwsException
				.serialization("The request is not what DescribeEventBus takes: " + ex.getOriginalMessage());
		}
	}

	/**
	 * A call. What it does not know is ignored, as AWS does.
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
