package io.orderflow.sqs;

import java.util.List;
import java.util.Optional;

import io.awspring.cloud.sqs.MessageHeaderUtils;
import io.micrometer.tracing.Link;
import io.micrometer.tracing.Span;
import io.micrometer.tracing.TraceContext;
import io.micrometer.tracing.Tracer;
import org.jspecify.annotations.Nullable;

import org.springframework.messaging.Message;

/**
 * Records that messages are processed: each in the trace that it tells of, and the batch
 * they came in, with links to all of them. Names and tags are OpenTelemetry's
 * <a href="https://opentelemetry.io/docs/specs/semconv/messaging/messaging-spans/">
 * conventions for messaging spans</a>.
 * <p>
 * Where the application has no tracer, or one that records nothing, traces are passed on
 * as they came.
 */
public class ProcessSpans {

	private final Tracer tracer;

	/**
	 * For tests; an application has a bean.
	 * @param tracer {@link Tracer#NOOP} where there is none
	 */
	public ProcessSpans(Tracer tracer) {
		this.tracer = tracer;
	}

	/**
	 * Begins to process a batch.
	 * @param queueSetting the queue's name, URL or ARN
	 * @param messages at least one
	 * @return the batch, to be {@linkplain Processing#finish finished}
	 */
	public Processing begin(String queueSetting, List<TracedMessage> messages) {
		String queue = QueueAddress.name(queueSetting);
		List<Span> spans = messages.stream().map((message) -> begin(queue, message)).toList();
		Span.Builder batch = builder(queue, "process_batch").setNoParent();
		spans.forEach((span) -> batch.addLink(new Link(span)));
		return new Processing(
				start(batch, queue, "process_batch").tag("messaging.batch.message_count", messages.size()), spans,
				messages);
	}

	private Span begin(String queue, TracedMessage message) {
		Optional<TraceContext> context = Traceparent.parse(message.trace().traceparent(), this.tracer);
		Span.Builder builder = builder(queue, "process");
		if (context.isPresent() && !message.trace().again()) {
			builder.setParent(context.get());
		}
		else {
			builder.setNoParent();
			context.ifPresent((original) -> builder.addLink(new Link(original)));
		}
		Span span = start(builder, queue, "process").tag("messaging.message.id", message.id());
		return (message.subject() != null) ? span.tag("messaging.message.conversation_id", message.subject()) : span;
	}

	private Span.Builder builder(String queue, String operation) {
		return this.tracer.spanBuilder().kind(Span.Kind.CONSUMER).name(operation + " " + queue);
	}

	private static Span start(Span.Builder builder, String queue, String operation) {
		// Tags come after the start: a builder sorts them, also where none are kept.
		return builder.start()
			.tag("messaging.system", "aws_sqs")
			.tag("messaging.destination.name", queue)
			.tag("messaging.operation.name", operation)
			.tag("messaging.operation.type", "process");
	}

	/**
	 * A message, and the trace it tells of.
	 *
	 * @param id SQS's own
	 * @param subject what it is about, such as an order's id; null where it cannot be
	 * told
	 * @param trace that it tells of; {@link MessageTrace#NONE} where there is none
	 */
	public record TracedMessage(String id, @Nullable String subject, MessageTrace trace) {

		/**
		 * {@return a message out of a queue, which knows too if it was put back there}
		 * @param message as Spring Cloud AWS received it
		 * @param subject what it is about; null where it cannot be told
		 * @param trace what the event in it says
		 */
		public static TracedMessage of(Message<?> message, @Nullable String subject, MessageTrace trace) {
			return new TracedMessage(MessageHeaderUtils.getId(message), subject, trace.in(message));
		}

	}

}
