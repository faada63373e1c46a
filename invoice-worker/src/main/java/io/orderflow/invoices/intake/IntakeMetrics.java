package io.orderflow.invoices.intake;

import java.time.Clock;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;

import org.springframework.stereotype.Component;

/**
 * What became of the messages, in numbers. Every series is there from the start, at 0.
 */
@Component
class IntakeMetrics {

	/** A Timer counts in nanoseconds, and an order may claim to be of any year. */
	private static final Duration LONGEST = Duration.ofDays(365);

	/** In which 999 of 1,000 orders are to be invoiced: alerts count by this bucket. */
	private static final Duration OBJECTIVE = Duration.ofSeconds(30);

	private final Counter issued;

	private final Counter creditNotes;

	private final Counter duplicates;

	private final Map<Reason, Counter> deadLettered = new EnumMap<>(Reason.class);

	private final Timer orderToInvoice;

	private final Clock clock;

	IntakeMetrics(MeterRegistry registry, Clock clock) {
		this.clock = clock;
		this.issued = Counter.builder("invoices.issued").description("Invoices issued").register(registry);
		this.creditNotes = Counter.builder("invoices.credit.notes.issued")
			.description("Credit notes issued")
			.register(registry);
		this.duplicates = Counter.builder("invoices.duplicates")
			.description("Events that told what was known already")
			.register(registry);
		for (Reason reason : Reason.values()) {
			this.deadLettered.put(reason,
					Counter.builder("invoices.dead.lettered")
						.description("Messages set aside in the dead-letter queue")
						.tag("reason", reason.code())
						.register(registry));
		}
		this.orderToInvoice = Timer.builder("invoices.order.to.invoice")
			.description("From an order's acceptance to its invoice's commit")
			.publishPercentileHistogram()
			.serviceLevelObjectives(OBJECTIVE)
			.minimumExpectedValue(Duration.ofMillis(5))
			.maximumExpectedValue(Duration.ofMinutes(10))
			.register(registry);
	}

	void count(OrderEvent event, Outcome outcome) {
		if (outcome instanceof Outcome.Issued && event instanceof OrderPlaced placed) {
			this.issued.increment();
			Duration taken = Duration.between(placed.placedAt(), this.clock.instant());
			this.orderToInvoice.record((taken.abs().compareTo(LONGEST) < 0) ? taken : LONGEST);
		}
		else if (outcome instanceof Outcome.Duplicate) {
			this.duplicates.increment();
		}
	}

	void countCreditNotes(int issued) {
		this.creditNotes.increment(issued);
	}

	void countDeadLetter(Reason reason) {
		this.deadLettered.get(reason).increment();
	}

}
