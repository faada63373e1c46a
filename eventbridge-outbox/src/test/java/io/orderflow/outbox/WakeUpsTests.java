package io.orderflow.outbox;

import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class WakeUpsTests {

	private final WakeUps wakeUps = new WakeUps(2);

	private final AtomicInteger awake = new AtomicInteger();

	private final ExecutorService relays = Executors.newFixedThreadPool(2);

	@AfterEach
	void end() {
		this.wakeUps.end();
		this.relays.shutdown();
	}

	@Test
	void whileAllRestAnEventWakesOne() {
		rest();
		rest();
		this.wakeUps.one();
		await().until(() -> this.awake.get() == 1);
	}

	@Test
	void anEventThatIsCommittedWhileNoneRestsIsNotMissed() {
		this.wakeUps.one();
		rest();
		rest();
		await().until(() -> this.awake.get() == 1);
	}

	@Test
	void whileOneIsAtWorkAnotherIsWokenForAWholeCallsWorthAlone() {
		Future<?> second = rest();
		// The first is none of this test's threads.
		for (int i = 0; i < EventBridgePublisher.MAX_ENTRIES - 1; i++) {
			this.wakeUps.one();
		}
		assertThat(second.isDone()).isFalse();
		this.wakeUps.one();
		await().until(second::isDone);
	}

	@Test
	void whileOneWaitsAfterAFailureAnEventWakesTheOther() {
		Future<?> second = rest();
		this.wakeUps.one();
		assertThat(second.isDone()).as("the first may be at work").isFalse();
		this.wakeUps.backOff();
		await().until(second::isDone);
		Future<?> again = rest();
		this.wakeUps.one();
		await().until(again::isDone);
	}

	@Test
	void whoFindsMoreThanACallCanCarryWakesAnother() {
		Future<?> second = rest();
		this.wakeUps.another();
		await().until(second::isDone);
	}

	@Test
	void withoutAnEventARelayGoesOnWhenItsTimeIsOver() {
		await().until(this.relays.submit(() -> {
			this.wakeUps.await(Duration.ofMillis(20));
			return null;
		})::isDone);
	}

	@Test
	void atTheEndNoneRests() {
		Future<?> one = rest();
		Future<?> other = rest();
		this.wakeUps.end();
		await().until(() -> one.isDone() && other.isDone());
	}

	private Future<?> rest() {
		return this.relays.submit(() -> {
			this.wakeUps.await(Duration.ofHours(1));
			this.awake.incrementAndGet();
			return null;
		});
	}

}
