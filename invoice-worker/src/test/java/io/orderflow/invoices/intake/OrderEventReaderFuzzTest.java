package io.orderflow.invoices.intake;

import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The bulk of the hostile messages, to the reader alone.
 */
class OrderEventReaderFuzzTest {

	private static final Logger log = LoggerFactory.getLogger(OrderEventReaderFuzzTest.class);

	private static final int INPUTS = Integer.getInteger("fuzz.inputs", 3000);

	private static final long SEED = Long.getLong("fuzz.seed", new Random().nextLong());

	/** Generous: a pause of the machine is no fault. */
	private static final Duration BOUND = Duration.ofSeconds(5);

	private final OrderEventReader reader = new OrderEventReader();

	@Test
	void everyMessageIsAnOrderOrRefusedWithAReason() {
		Map<String, Integer> outcomes = new TreeMap<>();
		long begin = System.nanoTime();
		HostileMessages.each(SEED, INPUTS, (message) -> {
			long before = System.nanoTime();
			outcomes.merge(outcome(message), 1, Integer::sum);
			assertThat(Duration.ofNanos(System.nanoTime() - before)).as("seed %d: %s", SEED, message).isLessThan(BOUND);
		});
		log.info("Seed {}: {} messages in {} s: {}", SEED, INPUTS,
				Duration.ofNanos(System.nanoTime() - begin).toSeconds(), outcomes);
		assertThat(outcomes).containsKeys("order", "unreadable", "wrong_event", "unsupported_version",
				"invalid_content", "totals_mismatch");
	}

	private String outcome(String message) {
		try {
			OrderPlaced order = (OrderPlaced) this.reader.read(message);
			assertThat(ContentDigest.of(order)).hasSize(32);
			assertThat(this.reader.orderId(message)).contains(order.id());
			return "order";
		}
		catch (RefusedException ex) {
			assertThat(ex.detail()).isNotBlank();
			this.reader.orderId(message);
			return ex.reason().code();
		}
		catch (RuntimeException ex) {
			throw new AssertionError("Seed %d: %s".formatted(SEED, message), ex);
		}
	}

}
