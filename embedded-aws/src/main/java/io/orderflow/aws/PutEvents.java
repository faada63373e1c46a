package io.orderflow.aws;

import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * EventBridge's operation PutEvents: an entry is answered with an event id once its event
 * is stored in every queue that a rule sends it to. Where it is stored in one of two, it
 * is answered with InternalFailure, and a retry makes a duplicate in the first.
 */
final class PutEvents implements Operation {

	private final EventBuses buses;

	private final Deliveries deliveries;

	private final Archives archives;

	private final Faults faults;

	private final String region;

	private final Clock clock;

	PutEvents(EventBuses buses, Deliveries deliveries, Archives archives, Faults faults, String region, Clock clock) {
		this.buses = buses;
		this.deliveries = deliveries;
		this.archives = archives;
		this.faults = faults;
		this.region = region;
		this.clock = clock;
	}

	@Override
	public byte[] answer(byte[] body, Faults.Faulty faulty) {
		PutEventsRequest request = PutEventsRequest.read(body);
		this.faults.entriesArrived(request.entries().size());
		AwsException fault = faulty.call().get();
		if (fault != null) {
			throw fault;
		}
		request.requireLimits();
		List<EventBus> entryBuses = request.entries().stream().map((entry) -> this.buses.get(entry.bus())).toList();
		List<Result> results = new ArrayList<>();
		Map<Integer, Envelope> events = new LinkedHashMap<>();
		List<Message> messages = new ArrayList<>();
		for (PutEventsEntry entry : request.entries()) {
			int index = results.size();
			try {
				Envelope event = take(entry, entryBuses.get(index), index, messages, faulty);
				events.put(index, event);
				results.add(new Result(event.id(), null, null));
			}
			catch (EntryException ex) {
				results.add(Result.failed(ex.code(), ex.getMessage()));
			}
		}
		this.deliveries.deliver(messages).forEach((message, refusal) -> {
			events.remove(message.entry());
			results.set(message.entry(), Result.failed("InternalFailure",
					"%s did not take the event: %s".formatted(message.target().arn(), refusal.reason())));
		});
		events.forEach((index, event) -> this.archives.add(entryBuses.get(index).name(), event));
		return JsonMapper.shared().writeValueAsBytes(Answer.of(results));
	}

	private Envelope take(PutEventsEntry entry, EventBus bus, int index, List<Message> messages, Faults.Faulty faulty)
			throws EntryException {
		Envelope event = Envelope.of(entry, this.region, this.clock);
		EntryException fault = faulty.ofEntry(entry.detail());
		if (fault != null) {
			throw fault;
		}
		for (Rule rule : bus.match(event.json())) {
			rule.targets()
				.forEach((target) -> messages.add(new Message(index, rule, target, target.body(rule, event.json()))));
		}
		return event;
	}

	@JsonInclude(JsonInclude.Include.NON_NULL)
	private record Result(@JsonProperty("EventId") @Nullable String eventId,
			@JsonProperty("ErrorCode") @Nullable String errorCode,
			@JsonProperty("ErrorMessage") @Nullable String errorMessage) {

		static Result failed(String code, @Nullable String message) {
			return new Result(null, code, message);
		}

	}

	private record Answer(@JsonProperty("FailedEntryCount") long failedEntryCount,
			@JsonProperty("Entries") List<Result> entries) {

		static Answer of(List<Result> results) {
			return new Answer(results.stream().filter((result) -> result.errorCode() != null).count(), results);
		}

	}

}
