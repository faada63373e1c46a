package io.orderflow.endtoend;

import java.net.URI;

import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.regions.Region;

/**
 * What all clients of the tests have in common.
 */
final class AwsClients {

	private AwsClients() {
	}

	static <B extends AwsClientBuilder<B, ?>> B configure(B builder, URI endpoint) {
		return builder.region(Region.EU_CENTRAL_1)
			.credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
			.endpointOverride(endpoint);
	}

}
