package io.orderflow.sqs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.atomic.AtomicInteger;

import io.orderflow.aws.EmbeddedAws;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The PostgreSQL and the SQS that all tests of a run share.
 */
public final class Infrastructure {

	private static final EmbeddedAws AWS = EmbeddedAws.start();

	private static final EmbeddedPostgres POSTGRES = postgres();

	private static final AtomicInteger DATABASES = new AtomicInteger();

	private Infrastructure() {
	}

	public static EmbeddedAws aws() {
		return AWS;
	}

	/**
	 * An empty database.
	 */
	public static Database newDatabase() {
		JdbcClient admin = JdbcClient.create(POSTGRES.getPostgresDatabase());
		Database database = new Database("operated" + DATABASES.incrementAndGet(), POSTGRES.getPort(), admin);
		admin.sql("create database " + database.name()).update();
		return database;
	}

	private static EmbeddedPostgres postgres() {
		try {
			return EmbeddedPostgres.builder().setServerConfig("fsync", "off").start();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
