package io.orderflow.aws;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicBoolean;

import org.elasticmq.persistence.sql.SqlQueuePersistenceConfig;
import scalikejdbc.ConnectionPool$;
import scalikejdbc.ConnectionPoolSettings;

/**
 * ElasticMQ's queues and messages in an H2 database. ElasticMQ has one connection pool a
 * JVM, hence one store a JVM.
 */
final class MessageStore implements AutoCloseable {

	private static final AtomicBoolean OPEN = new AtomicBoolean();

	/**
	 * A killed process must lose no message that was answered for: without WRITE_DELAY,
	 * H2 writes a commit half a second later. Message bodies inside their rows instead of
	 * beside them, and pages reused at once, make a commit several times cheaper and keep
	 * the file small under load; the price is that a power cut may damage it. H2 would
	 * close itself at exit before the queues are stopped.
	 */
	private static final String SETTINGS = ";WRITE_DELAY=0;MAX_LENGTH_INPLACE_LOB=1048576;RETENTION_TIME=0"
			+ ";DB_CLOSE_ON_EXIT=FALSE";

	private static final String USER = "";

	private final String uri;

	private final Connection connection;

	private MessageStore(String uri, Connection connection) {
		this.uri = uri;
		this.connection = connection;
	}

	static MessageStore open(Path directory) {
		// ElasticMQ turns a message into bytes with the platform's charset: a POSIX
		// locale would make ? of an umlaut.
		if (!Charset.defaultCharset().equals(StandardCharsets.UTF_8)) {
			throw new IllegalStateException(
					"Messages can be stored in %s only where Java's charset is UTF-8, but it is %s;"
						.formatted(directory, Charset.defaultCharset()) + " start java with -Dfile.encoding=UTF-8");
		}
		if (!OPEN.compareAndSet(false, true)) {
			throw new IllegalStateException(
					"Messages cannot be stored in %s: one instance of this JVM has a data directory"
						.formatted(directory) + " already; close it first, or run this one in memory");
		}
		try {
			Files.createDirectories(directory);
			String uri = "jdbc:h2:file:" + directory.toAbsolutePath().resolve("messages") + SETTINGS;
			Connection connection = DriverManager.getConnection(uri, USER, "");
			ConnectionPool$ pools = ConnectionPool$.MODULE$;
			ConnectionPoolSettings settings = pools.singleton$default$4();
			pools.singleton(uri, USER, "", settings, pools.singleton$default$5(uri, USER, "", settings));
			return new MessageStore(uri, connection);
		}
		catch (SQLException ex) {
			OPEN.set(false);
			throw new IllegalStateException("The messages in %s cannot be opened: %s; is another process using them?"
				.formatted(directory, ex.getMessage()), ex);
		}
		catch (IOException ex) {
			OPEN.set(false);
			throw new UncheckedIOException("The data directory %s cannot be made: %s".formatted(directory, ex), ex);
		}
	}

	SqlQueuePersistenceConfig config() {
		return new SqlQueuePersistenceConfig(true, "org.h2.Driver", this.uri, USER, "", false);
	}

	@Override
	public void close() {
		ConnectionPool$.MODULE$.closeAll();
		try {
			this.connection.close();
		}
		catch (SQLException ex) {
			throw new IllegalStateException("The messages cannot be closed: " + ex.getMessage(), ex);
		}
		finally {
			OPEN.set(false);
		}
	}

}
