package io.orderflow.quickstart;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import org.slf4j.LoggerFactory;

/**
 * Leads what PostgreSQL's programs write into the log. Its library passes it on to its
 * logger, in threads named after program and process; of what the library says itself
 * only the warnings are of interest.
 */
final class PostgresLog extends AppenderBase<ILoggingEvent> {

	private final Log log;

	private PostgresLog(Log log) {
		this.log = log;
	}

	static void leadInto(Log log) {
		Logger logger = (Logger) LoggerFactory.getLogger(EmbeddedPostgres.class);
		PostgresLog appender = new PostgresLog(log);
		appender.setContext(logger.getLoggerContext());
		appender.start();
		logger.setLevel(Level.INFO);
		logger.setAdditive(false);
		logger.addAppender(appender);
	}

	@Override
	protected void append(ILoggingEvent event) {
		if (event.getThreadName().contains(":pid(") || event.getLevel().isGreaterOrEqual(Level.WARN)) {
			this.log.say(Postgres.NAME, event.getFormattedMessage());
		}
	}

}
