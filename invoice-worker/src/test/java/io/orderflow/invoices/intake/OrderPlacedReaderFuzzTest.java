package io.orderflow.invoices.intake;

import java.time.Duration;

import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AddLifecycleHook;
import net.jqwik.api.statistics.Statistics;

import static org.assertj.core.api.Assertions.assertThat;

@AddLifecycleHook(FuzzSettings.class)
class OrderPlacedReaderFuzzTest {

	/** Generous: a pause of the machine is no fault. */
	private static final Duration BOUND = Duration.ofSeconds(5);

	private final OrderPlacedReader reader = new OrderPlacedReader();

	@Property(tries = 5000, edgeCases = EdgeCasesMode.NONE)
	void everyMessageIsAnOrderOrRefusedWithAReason(@ForAll("messages") String message) {
		long before = System.nanoTime();
		String outcome = outcome(message);
		assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(BOUND);
		Statistics.collect(outcome);
	}

	private String outcome(String message) {
		this.reader.orderId(message);
		try {
			OrderPlaced order = this.reader.read(message);
			assertThat(ContentDigest.of(order)).hasSize(32);
			assertThat(this.reader.orderId(message)).contains(order.id());
			return "order";
		}
		catch (RefusedException ex) {
			assertThat(ex.detail()).isNotBlank();
			return ex.reason().code();
		}
	}

	@Provide
	Arbitrary<String> messages() {
		return HostileMessages.messages();
	}

}
