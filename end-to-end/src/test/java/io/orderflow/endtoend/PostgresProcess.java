package io.orderflow.endtoend;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.util.FileSystemUtils;

/**
 * PostgreSQL as a process that can be stopped and started again with what it keeps.
 */
class PostgresProcess implements AutoCloseable {

	private final Path data;

	private final int port = FreePort.find();

	private EmbeddedPostgres postgres;

	private ProcessHandle postmaster;

	/**
	 * Starts with new databases for both services.
	 * @param data an empty or missing folder
	 */
	PostgresProcess(Path data) {
		this.data = data;
		start();
		jdbc("postgres").sql("create database orders").update();
		jdbc("postgres").sql("create database invoices").update();
	}

	static PostgresProcess startNew() {
		try {
			return new PostgresProcess(Files.createTempDirectory("postgres"));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	String url(String database) {
		return this.postgres.getJdbcUrl("postgres", database);
	}

	/** Each statement has a new connection of its own. */
	JdbcClient jdbc(String database) {
		return JdbcClient.create(this.postgres.getDatabase("postgres", database));
	}

	/**
	 * Runs a statement in a transaction that stays open, with its locks, until the
	 * connection is closed.
	 */
	Connection hold(String database, String statement) throws SQLException {
		Connection connection = this.postgres.getDatabase("postgres", database).getConnection();
		connection.setAutoCommit(false);
		connection.createStatement().execute(statement);
		return connection;
	}

	/** Cuts all connections and ends, as {@code pg_ctl stop -m fast} does. */
	void stop() {
		try {
			this.postgres.close();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** Starts again, where it was. */
	void start() {
		try {
			this.postgres = EmbeddedPostgres.builder()
				.setDataDirectory(this.data)
				.setCleanDataDirectory(false)
				.setPGStartupWait(Duration.ofSeconds(30))
				.setPort(this.port)
				// The library's defaults are for tests, and lose commits in a crash.
				.setServerConfig("fsync", "on")
				.setServerConfig("synchronous_commit", "on")
				.setServerConfig("full_page_writes", "on")
				.start();
			this.postmaster = ProcessHandle.of(pid()).orElseThrow();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Starts it again if it has ended, as it does by itself when there is no room for its
	 * write-ahead log.
	 */
	void startIfEnded() {
		if (!this.postmaster.isAlive()) {
			stop();
			start();
		}
	}

	/** Every process of it stands still; the kernel goes on taking connections for it. */
	void freeze() {
		signal("-STOP");
	}

	void thaw() {
		signal("-CONT");
	}

	private void signal(String signal) {
		List<String> command = new ArrayList<>(List.of("kill", signal));
		command.add(Long.toString(this.postmaster.pid()));
		this.postmaster.descendants().map(ProcessHandle::pid).map(String::valueOf).forEach(command::add);
		try {
			// Backends that have just ended are no failure.
			new ProcessBuilder(command).start().waitFor();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private long pid() {
		try {
			return Long.parseLong(Files.readAllLines(this.data.resolve("postmaster.pid")).get(0).trim());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** Ends, and leaves nothing behind. */
	@Override
	public void close() throws IOException {
		stop();
		FileSystemUtils.deleteRecursively(this.data);
	}

}
