package io.orderflow.invoices.intake;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import io.orderflow.sqs.MessageTrace;
import org.springframework.stereotype.Component;

/**
 * Reads the event that an order was placed, or cancelled, out of a message: the whole
 * EventBridge envelope, its {@code detail} as version 1 of the contract has it. Fields it
 * does not know are ignored, in the envelope too.
 */
@Component
class OrderEventReader {

	private static final String SOURCE = "demo.orders";

	private static final int DEEPEST = 100;

	/**
	 * Not the service's own: here numbers stay decimal, and of two equal keys neither is
	 * right.
	 */
	private final JsonMapper json = JsonMapper
		.builder(JsonFactory.builder()
			.enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
			.streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build())
			.build())
		.enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS, DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
		.build();

	/**
	 * Reads a message.
	 * @param body the message's body
	 * @return what it tells; of an order placed, its totals checked
	 * @throws RefusedException if nothing can ever be issued for it
	 */
	OrderEvent read(String body) {
		JsonNode envelope = parse(body);
		JsonNode detail = envelope.path("detail");
		require(detail.isObject(), Reason.UNREADABLE, "No event: an object with an object \"detail\" is expected");
		require(is(envelope, "source", SOURCE), Reason.WRONG_EVENT, "source must be " + SOURCE);
		boolean placed = is(envelope, "detail-type", "OrderPlaced");
		require(placed || is(envelope, "detail-type", "OrderCancelled"), Reason.WRONG_EVENT,
				"detail-type must be OrderPlaced or OrderCancelled");
		JsonNode version = detail.path("schemaVersion");
		require(version.isIntegralNumber() && version.canConvertToInt() && version.intValue() == 1,
				Reason.UNSUPPORTED_VERSION, "/detail/schemaVersion must be 1, the one version this worker knows");
		String state = placed ? "created" : "cancelled";
		require(is(detail, "state", state), Reason.WRONG_EVENT, "/detail/state must be " + state);
		Fields fields = new Fields(detail, "/detail");
		MessageTrace trace = MessageTrace.of(envelope);
		return placed ? OrderPlacedDetail.read(fields, trace) : OrderCancelledDetail.read(fields, trace);
	}

	/**
	 * The order's id in a message that is refused.
	 * @param body the message's body
	 * @return empty if it cannot be told
	 */
	public Optional<UUID> orderId(String body) {
		return tryToParse(body).flatMap((envelope) -> uuid(envelope, "id"));
	}

	/**
	 * What the log says of a message that is refused: {@code order.id}, {@code event.id}
	 * and {@code trace.id}, those of them that can be told.
	 */
	Map<String, String> ids(String body) {
		Map<String, String> ids = new LinkedHashMap<>();
		tryToParse(body).ifPresent((envelope) -> {
			uuid(envelope, "id").ifPresent((id) -> ids.put(OrderLog.ORDER_ID, id.toString()));
			uuid(envelope, "eventId").ifPresent((id) -> ids.put(OrderLog.EVENT_ID, id.toString()));
			String traceId = MessageTrace.of(envelope).traceId();
			if (traceId != null) {
				ids.put(OrderLog.TRACE_ID, traceId);
			}
		});
		return ids;
	}

	private static Optional<UUID> uuid(JsonNode envelope, String name) {
		try {
			return Optional.of(new Fields(envelope.path("detail"), "/detail").uuid(name));
		}
		catch (RefusedException ex) {
			return Optional.empty();
		}
	}

	private Optional<JsonNode> tryToParse(String body) {
		try {
			return Optional.of(parse(body));
		}
		catch (RefusedException ex) {
			return Optional.empty();
		}
	}

	private JsonNode parse(String body) {
		try {
			return this.json.readTree(body);
		}
		catch (JacksonException | NumberFormatException ex) {
			// Its message may quote the body, and so the customer. An exponent that is no
			// int, as in 1e2147483648, leaves Jackson as a plain NumberFormatException.
			throw new RefusedException(Reason.UNREADABLE,
					"Not JSON, a key twice in one object, a number beyond all bounds, or nested deeper than " + DEEPEST
							+ ": " + ex.getClass().getSimpleName());
		}
	}

	private static boolean is(JsonNode object, String name, String expected) {
		JsonNode value = object.path(name);
		return value.isString() && value.stringValue().equals(expected);
	}

	private static void require(boolean holds, Reason reason, String detail) {
		if (!holds) {
			throw new RefusedException(reason, detail);
		}
	}

}
