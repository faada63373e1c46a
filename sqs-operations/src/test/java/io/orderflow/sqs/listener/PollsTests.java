package io.orderflow.sqs.listener;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

@ExtendWith(OutputCaptureExtension.class)
class PollsTests {

	private static final Instant NOON = Instant.parse("2026-11-26T12:00:00Z");

	private static final String URL = "https://sqs.eu-central-1.amazonaws.com/000000000000/invoices";

	private final Polls polls = new Polls(Clock.fixed(NOON, ZoneOffset.UTC));

	@Test
	void messagesAreCountedAndTheOldestOfTheLastPollIsKnown() {
		this.polls.ended(URL, List.of(sent(NOON.minusSeconds(5)), sent(NOON.minusSeconds(90))));
		assertThat(this.polls.of("invoices")).isEqualTo(new Polls.Poll(NOON, 2, 90, null));

		this.polls.ended(URL, List.of());
		assertThat(this.polls.of("invoices")).isEqualTo(new Polls.Poll(NOON, 2, 0, null));

		this.polls.ended(URL, List.of(sent(NOON.plusSeconds(1)), Message.builder().build()));
		assertThat(this.polls.of("invoices")).isEqualTo(new Polls.Poll(NOON, 4, 0, null));
	}

	@Test
	void anOutageIsLoggedOnceAndIsNoPollThatEnded(CapturedOutput output) {
		IllegalStateException away = new IllegalStateException("away");
		for (int i = 0; i < 3; i++) {
			this.polls.failed(URL, away);
		}

		assertThat(this.polls.of("invoices")).isEqualTo(new Polls.Poll(null, 0, 0, away));
		assertThat(output.getOut().split("invoices cannot be polled", -1)).hasSize(2);

		this.polls.ended(URL, List.of());
		assertThat(this.polls.of("invoices").failure()).isNull();
		assertThat(output).contains("invoices can be polled again");
		this.polls.failed(URL, away);
		assertThat(output.getOut().split("invoices cannot be polled", -1)).hasSize(3);
	}

	@Test
	void thatAPollIsCutOffByTheServicesStopIsNotSaid(CapturedOutput output) {
		this.polls.stop();
		this.polls.failed(URL, new IllegalStateException("closed"));

		assertThat(output.getOut()).doesNotContain("cannot be polled");
	}

	@Test
	void ofAQueueThatWasNotPolledNothingIsKnown() {
		assertThat(this.polls.of("other")).isEqualTo(Polls.Poll.NONE);
	}

	private static Message sent(Instant time) {
		return Message.builder()
			.attributes(Map.of(MessageSystemAttributeName.SENT_TIMESTAMP, Long.toString(time.toEpochMilli())))
			.build();
	}

}
