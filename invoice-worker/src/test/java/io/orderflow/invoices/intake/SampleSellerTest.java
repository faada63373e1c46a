package io.orderflow.invoices.intake;

import java.net.URI;
import java.util.Optional;

import io.orderflow.invoices.invoice.InvoiceSettings;
import io.orderflow.invoices.invoice.InvoicesFixture;
import io.orderflow.invoices.invoice.Seller;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;
import software.amazon.awssdk.services.sqs.SqsAsyncClientBuilder;

import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;

class SampleSellerTest {

	@ParameterizedTest
	@ValueSource(strings = { "", "https://sqs.eu-central-1.amazonaws.com",
			"https://vpce-1.sqs.eu-central-1.vpce.amazonaws.com", "https://sqs.cn-north-1.amazonaws.com.cn" })
	void isRefusedWhereTheQueueIsOnAws(String endpoint) {
		with(endpoint, InvoicesFixture.SETTINGS).run((context) -> assertThat(context).hasFailed()
			.getFailure()
			.hasRootCauseInstanceOf(InvalidConfigurationPropertyValueException.class)
			.rootCause()
			.extracting("reason")
			.asString()
			.contains("invoices.seller.name", "vat-id or .tax-id"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "http://127.0.0.1:9324", "http://localstack:4566" })
	void isForEmulators(String endpoint) {
		with(endpoint, InvoicesFixture.SETTINGS).run((context) -> assertThat(context).hasNotFailed());
	}

	@Test
	void isNoMatterOnceSomebodySells() {
		Seller sample = Seller.SAMPLE;
		Seller real = new Seller("Real Ltd", sample.vatId(), null, null, sample.email(), sample.address(), null, null);

		with("", InvoicesFixture.settings(real)).run((context) -> assertThat(context).hasNotFailed());
	}

	private static ApplicationContextRunner with(String endpoint, InvoiceSettings settings) {
		return new ApplicationContextRunner().withBean(SampleSeller.class)
			.withBean(InvoiceSettings.class, () -> settings)
			.withBean(SqsAsyncClient.class, () -> client(endpoint));
	}

	private static SqsAsyncClient client(String endpoint) {
		SqsAsyncClientBuilder builder = SqsAsyncClient.builder().region(Region.EU_CENTRAL_1);
		Optional.of(endpoint).filter((text) -> !text.isEmpty()).map(URI::create).ifPresent(builder::endpointOverride);
		return builder.build();
	}

}
