package io.orderflow.sqs;

import java.util.List;
import java.util.function.Supplier;

import io.micrometer.tracing.Span;
import io.orderflow.sqs.ProcessSpans.TracedMessage;

/**
 * A batch that is being processed.
 */
public final class Processing {

	private final Span batch;

	private final List<Span> spans;

	private final List<TracedMessage> messages;

	Processing(Span batch, List<Span> spans, List<TracedMessage> messages) {
		this.batch = batch;
		this.spans = spans;
		this.messages = messages;
	}

	/**
	 * {@return the trace in which what follows from a message happens: where nothing is
	 * recorded, as it came}
	 * @param message its place in the batch
	 */
	public MessageTrace trace(int message) {
		String own = Traceparent.format(this.spans.get(message).context());
		return (own != null) ? new MessageTrace(own, false) : this.messages.get(message).trace();
	}

	/**
	 * A message could not be processed.
	 * @param message its place in the batch
	 * @param errorType a code, of few
	 * @param detail in words, without anything personal
	 */
	public void failed(int message, String errorType, String detail) {
		this.spans.get(message).tag("error.type", errorType).error(new IllegalStateException(detail));
	}

	/**
	 * Does the work, and is over with it. If it fails, none of the messages could be
	 * processed now.
	 * @param <T> what the work gives
	 * @param work may call {@link #failed} for single messages
	 * @return what the work gave
	 */
	public <T> T finish(Supplier<T> work) {
		try {
			return work.get();
		}
		catch (RuntimeException ex) {
			this.spans.forEach((span) -> fail(span, ex));
			fail(this.batch, ex);
			throw ex;
		}
		finally {
			this.spans.forEach(Span::end);
			this.batch.end();
		}
	}

	/** Without the message, which may quote what the database was given. */
	private static void fail(Span span, RuntimeException cause) {
		String type = cause.getClass().getName();
		span.tag("error.type", type)
			.error(new IllegalStateException("%s, SQLSTATE %s".formatted(type, Failure.sqlState(cause))));
	}

}
