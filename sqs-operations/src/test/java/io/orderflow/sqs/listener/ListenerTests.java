package io.orderflow.sqs.listener;

import java.time.Clock;
import java.time.Duration;

import io.awspring.cloud.sqs.listener.AbstractMessageListenerContainer;
import io.awspring.cloud.sqs.listener.SqsContainerOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.mockito.Mock;
import org.mockito.junit.jupiter.MockitoExtension;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.then;
import static org.mockito.BDDMockito.willReturn;

@ExtendWith({ MockitoExtension.class, OutputCaptureExtension.class })
class ListenerTests {

	@Mock
	private AbstractMessageListenerContainer<Object, SqsContainerOptions, ?> container;

	@Mock
	private JdbcClient jdbc;

	@Test
	void thatAStopCutsWorkOffIsSaid(CapturedOutput output) {
		given(this.container.getId()).willReturn("work");
		stop(Duration.ZERO);

		assertThat(output).contains("Listener work was not done with what was in flight after 0 s");
	}

	@Test
	void aStopInTimeIsNotTalkedOf(CapturedOutput output) {
		stop(Duration.ofHours(1));

		assertThat(output.getOut()).isEmpty();
	}

	private void stop(Duration patience) {
		willReturn(SqsContainerOptions.builder().listenerShutdownTimeout(patience).build()).given(this.container)
			.getContainerOptions();
		new Listener(this.container, new Polls(Clock.systemUTC()), new KnownPauses(new PausedListeners(this.jdbc)),
				Clock.systemUTC())
			.stop();
		then(this.container).should().stop();
	}

}
