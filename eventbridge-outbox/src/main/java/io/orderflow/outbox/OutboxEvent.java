package io.orderflow.outbox;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * An event to be put on an EventBridge bus. The limits are those of <a href=
 * "https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutEventsRequestEntry.html">PutEventsRequestEntry</a>.
 *
 * @param bus the name or ARN of the event bus; that it exists is not checked
 * @param source who publishes, such as {@code demo.orders}; not empty, and not beginning
 * with {@code aws.}, which EventBridge keeps for itself
 * @param detailType what happened, such as {@code OrderPlaced}; 1 to 128 characters
 * @param detail a JSON object as text; goes out to the letter. That it is one is checked
 * by the database
 * @param traceparent the trace that its sending belongs to, as {@link EventTracing} has
 * it; null where there is none
 */
public record OutboxEvent(String bus, String source, String detailType, String detail, @Nullable String traceparent) {

	private static final Pattern BUS = Pattern
		.compile("[/.\\-_A-Za-z0-9]{1,256}|arn:[-a-z]+:events:[-a-z0-9]+:[0-9]{12}:event-bus/[/.\\-_A-Za-z0-9]{1,256}");

	/** What EventBridge counts for an entry's time. */
	private static final int TIME_BYTES = 14;

	/**
	 * An event that belongs to no trace.
	 * @param bus the name or ARN of the event bus
	 * @param source who publishes
	 * @param detailType what happened
	 * @param detail a JSON object as text
	 * @throws IllegalArgumentException where EventBridge could never take the event
	 */
	public OutboxEvent(String bus, String source, String detailType, String detail) {
		this(bus, source, detailType, detail, null);
	}

	/**
	 * Checks all but the detail.
	 * @throws IllegalArgumentException where EventBridge could never take the event
	 */
	public OutboxEvent {
		require(BUS.matcher(bus).matches(), "bus", bus, "a name of letters, digits and /.-_, or an ARN");
		require(!source.isBlank() && source.length() <= 256 && !source.startsWith("aws."), "source", source,
				"1 to 256 characters that do not begin with 'aws.'");
		require(!detailType.isBlank() && detailType.length() <= 128, "detailType", detailType, "1 to 128 characters");
	}

	/**
	 * The size of this event as EventBridge counts it.
	 * @return bytes
	 * @see <a href=
	 * "https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-putevent-size.html">Calculating
	 * PutEvents event entry size</a>
	 */
	public int size() {
		return size(this.source, this.detailType, this.detail);
	}

	static int size(String source, String detailType, String detail) {
		return TIME_BYTES + utf8(source) + utf8(detailType) + utf8(detail);
	}

	private static int utf8(String text) {
		return text.getBytes(StandardCharsets.UTF_8).length;
	}

	private static void require(boolean condition, String what, String value, String rule) {
		if (!condition) {
			throw new IllegalArgumentException("%s of an event must be %s, but is '%s'".formatted(what, rule, value));
		}
	}

}
