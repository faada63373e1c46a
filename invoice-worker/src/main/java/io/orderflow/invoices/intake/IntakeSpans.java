package io.orderflow.invoices.intake;

import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;

import io.orderflow.sqs.ProcessSpans;
import io.orderflow.sqs.ProcessSpans.TracedMessage;
import io.orderflow.sqs.Processing;

import org.springframework.messaging.Message;
import org.springframework.stereotype.Component;

/**
 * Records the issuing of a batch in the traces of its orders.
 */
@Component
class IntakeSpans {

	private final ProcessSpans spans;

	private final String queue;

	IntakeSpans(ProcessSpans spans, IntakeSettings settings) {
		this.spans = spans;
		this.queue = settings.queue();
	}

	/**
	 * Does the work while the spans are open.
	 * @param messages the messages
	 * @param events what they tell, in the same order
	 * @param work gets the events in the traces of their spans
	 */
	List<Outcome> within(List<Message<String>> messages, List<OrderEvent> events,
			Function<List<OrderEvent>, List<Outcome>> work) {
		Processing processing = this.spans.begin(this.queue, traced(messages, events));
		List<OrderEvent> within = IntStream.range(0, events.size())
			.mapToObj((i) -> events.get(i).in(processing.trace(i)))
			.toList();
		return processing.finish(() -> {
			List<Outcome> outcomes = work.apply(within);
			report(outcomes, processing);
			return outcomes;
		});
	}

	private static void report(List<Outcome> outcomes, Processing processing) {
		for (int i = 0; i < outcomes.size(); i++) {
			if (outcomes.get(i) instanceof Outcome.Refused refused) {
				processing.failed(i, refused.reason().code(), refused.detail());
			}
		}
	}

	private static List<TracedMessage> traced(List<Message<String>> messages, List<OrderEvent> events) {
		return IntStream.range(0, messages.size())
			.mapToObj((i) -> TracedMessage.of(messages.get(i), events.get(i).id().toString(), events.get(i).trace()))
			.toList();
	}

}
