package io.orderflow.quickstart;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import org.jspecify.annotations.Nullable;

/**
 * PostgreSQL with a database for each service. Connections from this machine need no
 * password.
 */
final class Postgres implements Part {

	static final String NAME = "postgres";

	/** After a crash it replays its log before it takes connections. */
	private static final Duration TIME_TO_START = Duration.ofSeconds(60);

	private final DataFolder data;

	private final int port;

	private final Postmaster postmaster;

	private volatile @Nullable EmbeddedPostgres server;

	private volatile boolean stopped;

	Postgres(DataFolder data, int port) {
		this.data = data;
		this.port = port;
		this.postmaster = new Postmaster(data.postgres());
	}

	/**
	 * Returns when its databases are there.
	 * @param onDeath told if the server ends without having been stopped
	 */
	void start(Leash leash, Consumer<String> onDeath, List<String> databases) {
		Path initialized = this.data.postgres().resolve("initialized");
		if (!Files.exists(initialized)) {
			// A run that was killed in the middle of the first start left an unusable
			// folder.
			DataFolder.delete(this.data.postgres());
		}
		try {
			EmbeddedPostgres started = builder().start();
			this.server = started;
			this.postmaster.find().ifPresent((process) -> {
				leash.hold(process.pid());
				process.onExit().thenRunAsync(() -> {
					if (!this.stopped) {
						// Not a child of this process, hence without an exit code.
						onDeath.accept("postgres ended by itself");
					}
				});
			});
			try (Connection connection = started.getPostgresDatabase().getConnection()) {
				for (String database : databases) {
					Databases.create(connection, database);
				}
			}
			if (!Files.exists(initialized)) {
				Files.createFile(initialized);
			}
		}
		catch (IOException | SQLException | RuntimeException ex) {
			throw new NotStartedException(
					"PostgreSQL did not start: %s. Its own lines above tell more%s"
						.formatted(ex.getMessage(),
								"root".equals(System.getProperty("user.name"))
										? "; it refuses to run as root where user namespaces are not allowed" : ""),
					ex);
		}
	}

	private EmbeddedPostgres.Builder builder() {
		return EmbeddedPostgres.builder()
			.setDataDirectory(this.data.postgres())
			.setOverrideWorkingDirectory(this.data.binaries().toFile())
			.setCleanDataDirectory(false)
			.setRegisterShutdownHook(false)
			.setPort(this.port)
			.setPGStartupWait(TIME_TO_START)
			// The same on every machine, whatever locales it has.
			.setLocaleConfig("locale", "C")
			.setLocaleConfig("locale-provider", "builtin")
			.setLocaleConfig("builtin-locale", "C.UTF-8")
			// The library's defaults are for tests, and lose commits in a crash.
			.setServerConfig("fsync", "on")
			.setServerConfig("synchronous_commit", "on")
			.setServerConfig("full_page_writes", "on")
			.setServerConfig("listen_addresses", "localhost")
			.setServerConfig("unix_socket_directories", "");
	}

	@Override
	public void stop() {
		this.stopped = true;
		try {
			EmbeddedPostgres running = this.server;
			if (running != null) {
				// A fast shutdown, for which the library waits 5 s at most.
				running.close();
			}
			else {
				// It may be in the middle of its start.
				ProcessHandle.current().descendants().forEach(ProcessHandle::destroyForcibly);
			}
		}
		catch (IOException ex) {
			throw new IllegalStateException("PostgreSQL could not be stopped: " + ex.getMessage(), ex);
		}
		finally {
			this.postmaster.find().ifPresent(ProcessHandle::destroyForcibly);
		}
	}

}
