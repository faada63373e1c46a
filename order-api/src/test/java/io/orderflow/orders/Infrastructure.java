package io.orderflow.orders;

import java.io.IOException;
import java.io.UncheckedIOException;

import io.orderflow.aws.EmbeddedAws;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The PostgreSQL and the AWS that all tests of a run share.
 */
public class Infrastructure implements ApplicationContextInitializer<ConfigurableApplicationContext> {

	static final EmbeddedAws AWS = EmbeddedAws.start();

	private static final EmbeddedPostgres POSTGRES = postgres();

	@Override
	public void initialize(ConfigurableApplicationContext context) {
		System.setProperty("aws.region", "eu-central-1");
		System.setProperty("aws.accessKeyId", "test");
		System.setProperty("aws.secretAccessKey", "test");
		System.setProperty("aws.endpointUrlEventBridge", AWS.eventBridgeEndpoint().toString());
		TestPropertyValues
			.of("spring.cloud.aws.sqs.endpoint=" + AWS.sqsEndpoint(), "spring.cloud.aws.credentials.access-key=test",
					"spring.cloud.aws.credentials.secret-key=test",
					"spring.datasource.url=" + POSTGRES.getJdbcUrl("postgres", "postgres"),
					"spring.datasource.username=postgres")
			.applyTo(context);
	}

	/** An empty one on the shared PostgreSQL. */
	static String newDatabase(String name) {
		admin().sql("create database " + name).update();
		return POSTGRES.getJdbcUrl("postgres", name);
	}

	/** On a database that no test takes away. */
	static JdbcClient admin() {
		return JdbcClient.create(POSTGRES.getPostgresDatabase());
	}

	private static EmbeddedPostgres postgres() {
		try {
			return EmbeddedPostgres.start();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
