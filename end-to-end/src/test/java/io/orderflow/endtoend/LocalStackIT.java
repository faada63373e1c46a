package io.orderflow.endtoend;

import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.testcontainers.junit.jupiter.Testcontainers;
import software.amazon.awssdk.services.sqs.SqsClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The pair on LocalStack: where Docker is. Elsewhere it is reported as skipped.
 */
@Testcontainers(disabledWithoutDocker = true)
class LocalStackIT extends OrderToInvoiceSuite {

	private LocalStackCloud cloud;

	@Override
	Cloud cloud() {
		this.cloud = new LocalStackCloud();
		return this.cloud;
	}

	@Test
	void theTemplateIsCreatedUnderOtherNamesDeletedAndCreatedAgain() {
		String[] names = Stream.of("BusName=other-orders", "QueueName=other-invoices", "UpdatesQueueName=other-updates")
			.map((name) -> "ParameterKey=" + name.replace("=", ",ParameterValue="))
			.toArray(String[]::new);
		this.cloud.deploy("messaging.yaml", "other", names);
		assertThat(otherQueues()).hasSize(6);
		this.cloud.delete("other");
		assertThat(otherQueues()).isEmpty();
		this.cloud.deploy("messaging.yaml", "other", names);
		assertThat(otherQueues()).hasSize(6);
		this.cloud.delete("other");
	}

	private List<String> otherQueues() {
		try (SqsClient sqs = AwsClients.configure(SqsClient.builder(), this.cloud.sqs()).build()) {
			return sqs.listQueues((request) -> request.queueNamePrefix("other-")).queueUrls();
		}
	}

}
