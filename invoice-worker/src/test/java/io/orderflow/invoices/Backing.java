package io.orderflow.invoices;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.atomic.AtomicInteger;

import io.orderflow.aws.EmbeddedAws;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * PostgreSQL, EventBridge and SQS: real, and started once in this JVM.
 */
public final class Backing {

	private static final EmbeddedPostgres POSTGRES = startPostgres();

	private static final AtomicInteger DATABASES = new AtomicInteger();

	private Backing() {
	}

	/**
	 * The event bus and the queues of {@code infrastructure/messaging.yaml}.
	 */
	public static EmbeddedAws aws() {
		return Aws.INSTANCE;
	}

	/**
	 * An empty database.
	 */
	public static Database newDatabase() {
		JdbcClient admin = JdbcClient.create(POSTGRES.getPostgresDatabase());
		Database database = new Database("invoices" + DATABASES.incrementAndGet(), POSTGRES.getPort(), admin);
		admin.sql("create database " + database.name()).update();
		return database;
	}

	private static EmbeddedPostgres startPostgres() {
		try {
			return EmbeddedPostgres.builder().setServerConfig("fsync", "off").start();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** The outbox's client goes by AWS's own chains. */
	private static EmbeddedAws startAws() {
		EmbeddedAws aws = EmbeddedAws.start();
		System.setProperty("aws.region", "eu-central-1");
		System.setProperty("aws.accessKeyId", "test");
		System.setProperty("aws.secretAccessKey", ServiceTest.AWS_SECRET);
		System.setProperty("aws.endpointUrlEventBridge", aws.eventBridgeEndpoint().toString());
		return aws;
	}

	private static final class Aws {

		private static final EmbeddedAws INSTANCE = startAws();

	}

}
