package io.orderflow.sqs.listener;

import java.time.Clock;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

@ExtendWith(OutputCaptureExtension.class)
class PollsLogTests {

	private static final String QUEUE = "http://localhost/000000000000/invoices";

	@Test
	void anOutageIsLoggedWhenItBeginsAndWhenItEndsAndNotAtEachPoll(CapturedOutput output) {
		Polls polls = new Polls(Clock.systemUTC());
		polls.ended(QUEUE, List.of());
		for (int poll = 0; poll < 1000; poll++) {
			polls.failed(QUEUE, new IllegalStateException("connection refused"));
		}
		assertThat(output.getAll().lines()).filteredOn((line) -> line.contains("invoices cannot be polled"))
			.singleElement()
			.asString()
			.contains("connection refused");
		polls.ended(QUEUE, List.of());
		polls.ended(QUEUE, List.of());
		assertThat(output.getAll().lines()).filteredOn((line) -> line.contains("invoices can be polled again"))
			.hasSize(1);
	}

}
