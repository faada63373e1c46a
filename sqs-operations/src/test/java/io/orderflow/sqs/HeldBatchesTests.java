package io.orderflow.sqs;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.transaction.CannotCreateTransactionException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

@ExtendWith(OutputCaptureExtension.class)
class HeldBatchesTests {

	private final HeldBatches outage = new HeldBatches();

	@Test
	void workIsTriedUntilItSucceedsAndTheOutageIsReportedOnce(CapturedOutput output) {
		AtomicInteger attempts = new AtomicInteger();
		AtomicInteger again = new AtomicInteger();

		Optional<String> result = this.outage.endure(() -> {
			if (attempts.incrementAndGet() < 3) {
				throw new CannotCreateTransactionException("away");
			}
			return "done";
		}, again::incrementAndGet);

		assertThat(result).contains("done");
		assertThat(again).hasValue(2);
		assertThat(output.getOut().split("cannot be worked with", -1)).hasSize(2);
	}

	@Test
	void itGivesUpAtShutdown() throws Exception {
		CountDownLatch failed = new CountDownLatch(2);
		CompletableFuture<Optional<String>> work = CompletableFuture.supplyAsync(() -> this.outage.endure(() -> {
			failed.countDown();
			throw new DataAccessResourceFailureException("away");
		}, () -> {
		}));
		assertThat(failed.await(10, TimeUnit.SECONDS)).isTrue();

		this.outage.stop();

		assertThat(work.get(4, TimeUnit.SECONDS)).isEmpty();
	}

	@Test
	void whatIsNotTheDatabasesIsNotTriedAgain() {
		assertThatIllegalStateException().isThrownBy(() -> this.outage.endure(() -> {
			throw new IllegalStateException("a fault");
		}, () -> {
		}));
	}

}
