package io.orderflow.aws;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * EventBridge's operation DescribeReplay, by which one learns how far a replay is.
 */
final class DescribeReplay implements Operation {

	private final Replays replays;

	DescribeReplay(Replays replays) {
		this.replays = replays;
	}

	@Override
	public byte[] answer(byte[] body, Faults.Faulty faulty) {
		AwsException fault = faulty.call().get();
		if (fault != null) {
			throw fault;
		}
		String name = Operation.read(body, Request.class, "DescribeReplay").name();
		StartReplayRequest.require("ReplayName", name != null, "it is required");
		return JsonMapper.shared().writeValueAsBytes(this.replays.get(name));
	}

	private record Request(@JsonProperty("ReplayName") @Nullable String name) {
	}

}
