package io.orderflow.aws;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.type.LogicalType;

/**
 * EventBridge's operation PutEvents: an entry is answered with an event id once its event
 * is stored in every queue that a rule sends it to. Where it is stored in one of two, it
 * is answered with InternalFailure, and a retry makes a duplicate in the first.
 */
final class PutEvents {

	/**
	 * AWS took 256 KB in all before it took 1 MiB, and LocalStack 4.14 takes 256 KB
	 * still: what passes here passes everywhere.
	 */
	static final int MAXIMUM_SIZE = 256 * 1024;

	private static final int MAXIMUM_ENTRIES = 10;

	private static final JsonMapper JSON = JsonMapper.builder()
		.disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
		.withCoercionConfig(LogicalType.Textual,
				(text) -> text.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
					.setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
					.setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail))
		.build();

	private final EventBuses buses;

	private final Deliveries deliveries;

	private final Faults faults;

	private final String region;

	private final Clock clock;

	PutEvents(EventBuses buses, Deliveries deliveries, Faults faults, String region, Clock clock) {
		this.buses = buses;
		this.deliveries = deliveries;
		this.faults = faults;
		this.region = region;
		this.clock = clock;
	}

	/**
	 * Answer a call.
	 * @param body the request's JSON
	 * @param faulty the faults it goes through
	 * @return the answer's JSON
	 * @throws AwsException if the call is refused as a whole
	 */
	byte[] answer(byte[] body, Faults.Faulty faulty) {
		List<PutEventsEntry> entries = read(body);
		this.faults.entriesArrived(entries.size());
		AwsException fault = faulty.call().get();
		if (fault != null) {
			throw fault;
		}
		requireLimits(entries);
		List<EventBus> entryBuses = entries.stream().map((entry) -> this.buses.get(entry.bus())).toList();
		List<Result> results = new ArrayList<>();
		List<Message> messages = new ArrayList<>();
		for (PutEventsEntry entry : entries) {
			int index = results.size();
			results.add(take(entry, entryBuses.get(index), index, messages, faulty));
		}
		this.deliveries.deliver(messages)
			.forEach((message, refusal) -> results.set(message.entry(), Result.failed("InternalFailure",
					"%s did not take the event: %s".formatted(message.target().arn(), refusal.reason()))));
		return JSON.writeValueAsBytes(Answer.of(results));
	}

	private Result take(PutEventsEntry entry, EventBus bus, int index, List<Message> messages, Faults.Faulty faulty) {
		try {
			Envelope event = Envelope.of(entry, this.region, this.clock);
			EntryException fault = faulty.ofEntry(entry.detail());
			if (fault != null) {
				throw fault;
			}
			for (Rule rule : bus.match(event.json())) {
				rule.targets().forEach((target) -> messages.add(new Message(index, rule, target, event.json())));
			}
			return new Result(event.id(), null, null);
		}
		catch (EntryException ex) {
			return Result.failed(ex.code(), ex.getMessage());
		}
	}

	private static List<PutEventsEntry> read(byte[] body) {
		try {
			List<PutEventsEntry> entries = JSON.readValue(body, Request.class).entries();
			if (entries == null || entries.contains(null)) {
				throw AwsException.validation("1 validation error detected: Value null at 'entries' failed to satisfy"
						+ " constraint: Member must not be null");
			}
			return entries;
		}
		catch (JacksonException ex) {
			throw AwsException.serialization("The request is not what PutEvents takes: " + ex.getOriginalMessage());
		}
	}

	private static void requireLimits(List<PutEventsEntry> entries) {
		if (entries.isEmpty()) {
			throw AwsException.validation("1 validation error detected: Value '[]' at 'entries' failed to satisfy"
					+ " constraint: Member must have length greater than or equal to 1");
		}
		if (entries.size() > MAXIMUM_ENTRIES) {
			throw AwsException
				.validation("1 validation error detected: Value '[PutEventsRequestEntry]' at 'entries' failed"
						+ " to satisfy constraint: Member must have length less than or equal to " + MAXIMUM_ENTRIES);
		}
		if (entries.stream().mapToInt(PutEventsEntry::size).sum() > MAXIMUM_SIZE) {
			throw AwsException.validation("Total size of the entries in the request is over the limit.");
		}
	}

	private record Request(@JsonProperty("Entries") @Nullable List<PutEventsEntry> entries) {

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
