package io.orderflow.invoices.intake;

import io.awspring.cloud.sqs.QueueAttributesResolvingException;
import software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.NestedExceptionUtils;

/**
 * Says which queue the service could not start with, and why.
 */
class QueueFailureAnalyzer extends AbstractFailureAnalyzer<QueueAttributesResolvingException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, QueueAttributesResolvingException cause) {
		Throwable root = NestedExceptionUtils.getMostSpecificCause(cause);
		// Its further lines guess at causes.
		String what = String.valueOf(cause.getMessage()).lines().findFirst().orElseThrow();
		String description = "%s (region %s): %s".formatted(what,
				DefaultAwsRegionProviderChain.builder().build().getRegion(), root.getMessage());
		String action = (root instanceof QueueDoesNotExistException)
				? "Deploy infrastructure/messaging.yaml to this account and region, or name the queue that is there: "
						+ "INVOICES_QUEUE, INVOICES_DEADLETTERQUEUE, INVOICES_UNDELIVEREDQUEUE, AWS_REGION. It is never "
						+ "created from here, for no rule would send to it."
				: "Check that SQS can be reached with these credentials: AWS_ENDPOINT_URL or AWS_ENDPOINT_URL_SQS "
						+ "(none for AWS itself), AWS_REGION, AWS_ACCESS_KEY_ID and the rest of the credentials chain.";
		return new FailureAnalysis(description, action, cause);
	}

}
