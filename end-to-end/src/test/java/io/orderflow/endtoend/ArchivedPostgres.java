package io.orderflow.endtoend;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import org.awaitility.Awaitility;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.util.FileSystemUtils;

/**
 * A PostgreSQL with one database, which archives its write-ahead log and so can be
 * restored to any moment after its backup, as its manual's chapter "Continuous Archiving
 * and Point-in-Time Recovery" has it. The backup is made through the low-level API: the
 * embedded PostgreSQL comes without {@code pg_basebackup}.
 */
class ArchivedPostgres implements AutoCloseable {

	/** PostgreSQL takes no Z for an offset here. */
	private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSSSSSxxx");

	private final String database;

	private final Path data;

	private final Path archive;

	private final Path backup;

	private EmbeddedPostgres server;

	ArchivedPostgres(String database, Path directory) {
		try {
			this.database = database;
			this.data = directory.resolve("data").toAbsolutePath();
			this.backup = directory.resolve("backup").toAbsolutePath();
			this.archive = Files.createDirectories(directory.resolve("archive")).toAbsolutePath();
			this.server = start(FreePort.find());
			JdbcClient jdbc = JdbcClient.create(this.server.getPostgresDatabase());
			jdbc.sql("alter system set archive_command = 'cp %%p %s/%%f'".formatted(this.archive)).update();
			jdbc.sql("select pg_reload_conf()").query(Boolean.class).single();
			jdbc.sql("create database " + database).update();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * @param port 0 for any
	 */
	private EmbeddedPostgres start(int port) throws IOException {
		return EmbeddedPostgres.builder()
			.setDataDirectory(this.data)
			.setCleanDataDirectory(false)
			.setPort(port)
			.setServerConfig("archive_mode", "on")
			.setPGStartupWait(Duration.ofMinutes(1))
			.setOutputRedirector(ProcessBuilder.Redirect.appendTo(this.archive.resolveSibling("server.log").toFile()))
			.start();
	}

	String url() {
		return this.server.getJdbcUrl("postgres", this.database);
	}

	JdbcClient jdbc() {
		return JdbcClient.create(this.server.getDatabase("postgres", this.database));
	}

	/** By the server's clock. */
	OffsetDateTime now() {
		return jdbc().sql("select clock_timestamp()").query(OffsetDateTime.class).single();
	}

	/** Copies the data while the server works on. */
	void backUp() {
		try (Connection connection = this.server.getPostgresDatabase().getConnection();
				Statement statement = connection.createStatement()) {
			statement.execute("select pg_backup_start('backup', true)");
			new DataFiles(this.data).copyTo(this.backup);
			try (ResultSet stopped = statement.executeQuery("select labelfile from pg_backup_stop()")) {
				stopped.next();
				Files.writeString(this.backup.resolve("backup_label"), stopped.getString(1));
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Loses the server and its data, and starts one at the same address as it was at the
	 * moment. Something must have been committed since.
	 */
	void restore(OffsetDateTime moment) {
		try {
			awaitArchived();
			this.server.close();
			FileSystemUtils.deleteRecursively(this.data);
			new DataFiles(this.backup).copyTo(this.data);
			Files.writeString(this.data.resolve("postgresql.auto.conf"), """
					restore_command = 'cp %s/%%f %%p'
					recovery_target_time = '%s'
					recovery_target_action = promote
					""".formatted(this.archive, MOMENT.format(moment)));
			Files.createFile(this.data.resolve("recovery.signal"));
			this.server = start(this.server.getPort());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		Awaitility.await("the end of the recovery")
			.atMost(Duration.ofMinutes(1))
			.ignoreExceptions()
			.until(() -> !jdbc().sql("select pg_is_in_recovery()").query(Boolean.class).single());
	}

	private void awaitArchived() {
		String last = jdbc().sql("select pg_walfile_name(pg_switch_wal())").query(String.class).single();
		Awaitility.await("the archive")
			.atMost(Duration.ofMinutes(1))
			.until(() -> Files.exists(this.archive.resolve(last)));
		Awaitility.await("the archiver")
			.atMost(Duration.ofMinutes(1))
			.until(() -> jdbc().sql("select last_archived_wal >= ? from pg_stat_archiver")
				.param(last)
				.query(Boolean.class)
				.single());
	}

	@Override
	public void close() {
		try {
			this.server.close();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
