package io.orderflow.invoices.intake;

import java.net.URI;

import io.orderflow.invoices.invoice.InvoiceSettings;
import io.orderflow.invoices.invoice.Seller;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;

import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.stereotype.Component;

/**
 * Keeps the sample seller off real invoices: with it, the worker does not start on a
 * queue that is AWS's own, and no emulator's.
 */
@Component
class SampleSeller {

	SampleSeller(SqsAsyncClient sqs, InvoiceSettings settings) {
		if (isAws(sqs) && settings.seller().equals(Seller.SAMPLE)) {
			throw new InvalidConfigurationPropertyValueException("invoices.seller.name", Seller.SAMPLE.name(),
					"The queue is on AWS, where invoices are real, but nothing says who sells. Set"
							+ " invoices.seller.name, .email, .address.street, .address.city, .address.postcode,"
							+ " .address.country, .vat-id or .tax-id, and what else there is.");
		}
	}

	private static boolean isAws(SqsAsyncClient sqs) {
		return sqs.serviceClientConfiguration().endpointOverride().map(SampleSeller::isAws).orElse(true);
	}

	private static boolean isAws(URI endpoint) {
		return String.valueOf(endpoint.getHost()).matches("(.*\\.)?amazonaws\\.com(\\.cn)?");
	}

}
