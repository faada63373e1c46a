package io.orderflow.outbox;

import java.time.Duration;

import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class BackoffTests {

	private final Backoff backoff = new Backoff(Duration.ofMillis(100), Duration.ofSeconds(1));

	@RepeatedTest(50)
	void doublesFromFailureToFailureUpToTheLimit() {
		assertThat(this.backoff.after(1)).isBetween(Duration.ofMillis(50), Duration.ofMillis(100));
		assertThat(this.backoff.after(2)).isBetween(Duration.ofMillis(100), Duration.ofMillis(200));
		assertThat(this.backoff.after(4)).isBetween(Duration.ofMillis(400), Duration.ofMillis(800));
		assertThat(this.backoff.after(5)).isBetween(Duration.ofMillis(500), Duration.ofSeconds(1));
		assertThat(this.backoff.after(Integer.MAX_VALUE)).isBetween(Duration.ofMillis(500), Duration.ofSeconds(1));
	}

	@Test
	void needsABeginningBelowItsEnd() {
		assertThatIllegalArgumentException().isThrownBy(() -> new Backoff(Duration.ZERO, Duration.ofSeconds(1)));
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new Backoff(Duration.ofSeconds(2), Duration.ofSeconds(1)));
	}

}
