package io.orderflow.invoices.intake;

import java.time.Duration;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Where orders come from.
 *
 * @param queue the queue's name, URL or ARN. It must exist: it is never created
 * @param deadLetterQueue where goes what can never be invoiced; it must exist too.
 * Defaults to the queue with {@code -dead-letters} after it
 * @param concurrentBatches how many batches of up to ten messages are invoiced at once,
 * each with a connection to the database; who reads invoices needs some too
 * @param pollWait how long a poll waits for a message, whole seconds up to 20. A longer
 * one makes fewer calls while the queue is empty. A shorter one makes for a quicker stop,
 * which waits for the open poll's end; and after a crash the poll that nobody waits for
 * can take messages, and hide them for their visibility timeout, for that long
 */
@Validated
@ConfigurationProperties("invoices")
record IntakeSettings(@NotBlank String queue, @NotBlank String deadLetterQueue, @Min(1) @Max(10) int concurrentBatches,
		@DurationMin(seconds = 1) @DurationMax(seconds = 20) Duration pollWait) {

	/** What the queue is called unless it is said. */
	static final String DEFAULT_QUEUE = "invoices";

	/**
	 * Fills in the defaults.
	 * @param queue see above
	 * @param deadLetterQueue null for the default
	 * @param concurrentBatches see above
	 * @param pollWait see above
	 */
	IntakeSettings(@DefaultValue(DEFAULT_QUEUE) String queue, @Nullable String deadLetterQueue,
			@DefaultValue("2") int concurrentBatches, @DefaultValue("3s") Duration pollWait) {
		this.queue = queue;
		this.deadLetterQueue = (deadLetterQueue != null) ? deadLetterQueue : queue + "-dead-letters";
		this.concurrentBatches = concurrentBatches;
		this.pollWait = pollWait;
	}

}
