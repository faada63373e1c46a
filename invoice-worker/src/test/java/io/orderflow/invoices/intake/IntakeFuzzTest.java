package io.orderflow.invoices.intake;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.orderflow.invoices.ServiceTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Hostile messages through the queue, the listener and the database.
 */
@ExtendWith(OutputCaptureExtension.class)
class IntakeFuzzTest extends ServiceTest {

	private static final Logger log = LoggerFactory.getLogger(IntakeFuzzTest.class);

	private static final int MESSAGES = Integer.getInteger("fuzz.messages", 300);

	private static final long SEED = Long.getLong("fuzz.seed", new Random().nextLong());

	/** Three of them fit one call, however many bytes a character has. */
	private static final int MOST_LENGTH = 27_000;

	@Autowired
	private MeterRegistry meters;

	@Test
	void everyMessageIsInvoicedADuplicateOrSetAside(CapturedOutput output) {
		double issued = issued();
		double duplicates = duplicates();
		double setAside = setAside();
		double unstorable = counter("invoices.dead.lettered", "unstorable").count();

		int sent = send();
		await("seed " + SEED).atMost(Duration.ofMinutes(20)).until(() -> INVOICES.size() == 0);

		await("seed " + SEED).atMost(Duration.ofMinutes(20)).until(() -> collected() == setAside() - setAside);

		log.info("Seed {}: {} messages, {} of them fit for SQS: {} invoiced, {} duplicates, {} set aside", SEED,
				MESSAGES, sent, issued() - issued, duplicates() - duplicates, setAside() - setAside);
		assertThat(issued() - issued + duplicates() - duplicates + setAside() - setAside).as("seed " + SEED)
			.isEqualTo(sent);
		assertThat(counter("invoices.dead.lettered", "unstorable").count()).as("what is read can be stored")
			.isEqualTo(unstorable);
		assertThat(output).doesNotContain("stays in the queue", "cannot be deleted", "did not take message");
		assertThat(this.jdbc.sql("select count(*) from invoices").query(Double.class).single())
			.isEqualTo(issued() - issued);
		assertThat(this.jdbc.sql("select max(sequence) - count(*) from invoices").query(Long.class).single()).isZero();
	}

	/** How many there were. */
	private int send() {
		List<String> batch = new ArrayList<>();
		List<String> refusals = new ArrayList<>();
		AtomicInteger sent = new AtomicInteger();
		HostileMessages.each(SEED, MESSAGES, (message) -> {
			if (!fitsSqs(message)) {
				return;
			}
			batch.add(message);
			sent.incrementAndGet();
			if (batch.size() == 3) {
				refusals.addAll(INVOICES.send(batch));
				batch.clear();
			}
		});
		if (!batch.isEmpty()) {
			refusals.addAll(INVOICES.send(batch));
		}
		assertThat(refusals).isEmpty();
		return sent.get();
	}

	/**
	 * <a href=
	 * "https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessage.html">SQS</a>
	 * holds the characters of XML alone.
	 */
	private static boolean fitsSqs(String message) {
		return !message.isEmpty() && message.length() < MOST_LENGTH
				&& message.codePoints()
					.allMatch((c) -> (c >= ' ' && c <= 0xD7FF) || (c >= 0xE000 && c <= 0xFFFD) || c > 0xFFFF
							|| c == '\t' || c == '\n' || c == '\r');
	}

	private double issued() {
		return this.meters.get("invoices.issued").counter().count();
	}

	private double duplicates() {
		return this.meters.get("invoices.duplicates").counter().count();
	}

	private double setAside() {
		return this.meters.get("invoices.dead.lettered").counters().stream().mapToDouble(Counter::count).sum();
	}

	private double collected() {
		return this.jdbc.sql("select count(*) from dead_letters").query(Double.class).single();
	}

	private Counter counter(String name, String reason) {
		return this.meters.get(name).tag("reason", reason).counter();
	}

}
