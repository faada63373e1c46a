package io.orderflow.invoices.intake;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
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
 * @param concurrentBatches how many batches of up to ten messages run at once
 */
@Validated
@ConfigurationProperties("invoices")
record IntakeSettings(@NotBlank String queue, @NotBlank String deadLetterQueue,
		@Min(1) @Max(10) int concurrentBatches) {

	static final String DEFAULT_QUEUE = "invoices";

	IntakeSettings(@DefaultValue(DEFAULT_QUEUE) String queue, @Nullable String deadLetterQueue,
			@DefaultValue("2") int concurrentBatches) {
		this.queue = queue;
		this.deadLetterQueue = (deadLetterQueue != null) ? deadLetterQueue : queue + "-dead-letters";
		this.concurrentBatches = concurrentBatches;
	}

}
