package io.orderflow.endtoend;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * PostgreSQL on a folder of its own, with fsync, as a child process: its killed
 * postmaster leaves no zombie that the next one would take for a running server. Its
 * other processes see its end and end as well; until then the next one does not start.
 */
final class KillablePostgres implements AutoCloseable {

	private static final String USER = "postgres";

	private final int port = FreePort.find();

	private final SupervisedProcess process;

	/** Makes the databases orders and invoices, and does not start it. */
	KillablePostgres(String name, Path folder) {
		try (EmbeddedPostgres first = EmbeddedPostgres.builder()
			.setDataDirectory(folder)
			.setCleanDataDirectory(false)
			.start()) {
			JdbcClient jdbc = JdbcClient.create(first.getPostgresDatabase());
			jdbc.sql("create database orders").update();
			jdbc.sql("create database invoices").update();
			this.process = new SupervisedProcess(name, command(folder), Map.of(), this::answers);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private List<String> command(Path folder) throws IOException {
		List<String> command = new ArrayList<>();
		if ("root".equals(System.getProperty("user.name"))) {
			// PostgreSQL refuses to run as root.
			command.addAll(List.of("unshare", "-U"));
		}
		String program = Files.readString(folder.resolve("postmaster.opts")).split(" ", 2)[0];
		command.addAll(List.of(program, "-D", folder.toAbsolutePath().toString(), "-p", String.valueOf(this.port), "-c",
				"listen_addresses=127.0.0.1", "-c", "unix_socket_directories=", "-c", "max_connections=200"));
		return command;
	}

	private boolean answers() {
		return jdbc("postgres").sql("select 1").query(Integer.class).single() == 1;
	}

	SupervisedProcess process() {
		return this.process;
	}

	String url(String database) {
		return "jdbc:postgresql://127.0.0.1:%d/%s".formatted(this.port, database);
	}

	/** A connection of its own for each statement. */
	JdbcClient jdbc(String database) {
		return JdbcClient.create(new DriverManagerDataSource(url(database), USER, ""));
	}

	@Override
	public void close() {
		this.process.close();
	}

}
