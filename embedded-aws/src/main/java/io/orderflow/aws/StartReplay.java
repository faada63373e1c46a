package io.orderflow.aws;

import java.math.BigDecimal;

import com.fasterxml.jackson.annotation.JsonProperty;
import tools.jackson.databind.json.JsonMapper;

/**
 * EventBridge's operation StartReplay: the answer comes before the events.
 */
final class StartReplay implements Operation {

	private final Archives archives;

	private final EventBuses buses;

	private final Replays replays;

	private final String region;

	StartReplay(Archives archives, EventBuses buses, Replays replays, String region) {
		this.archives = archives;
		this.buses = buses;
		this.replays = replays;
		this.region = region;
	}

	@Override
	public byte[] answer(byte[] body, Faults.Faulty faulty) {
		AwsException fault = faulty.call().get();
		if (fault != null) {
			throw fault;
		}
		StartReplayRequest request = Operation.read(body, StartReplayRequest.class, "StartReplay");
		Archive archive = this.archives.get(request.archiveArn());
		EventBus bus = this.buses.get(archive.bus());
		StartReplayRequest.require("Destination.Arn",
				request.destination().arn().equals(Arns.bus(this.region, bus.name())),
				"Cross event bus replay is not permitted, from the bus " + bus.name());
		request.destination()
			.filterArns()
			.forEach((arn) -> StartReplayRequest.require("Destination.FilterArns", bus.hasRule(arn),
					"the bus %s has no rule %s".formatted(bus.name(), arn)));
		Replay replay = this.replays.start(request,
				this.archives.between(archive, request.fromTime(), request.toTime()), bus);
		return JsonMapper.shared()
			.writeValueAsBytes(
					new Answer(Arns.replay(this.region, replay.name()), replay.state(), replay.replayStartTime()));
	}

	private record Answer(@JsonProperty("ReplayArn") String replayArn, @JsonProperty("State") String state,
			@JsonProperty("ReplayStartTime") BigDecimal replayStartTime) {
	}

}
