package io.orderflow.orders.reconciliation;

import java.io.PrintStream;
import java.net.URI;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Objects;
import java.util.stream.Stream;

import io.orderflow.orders.invoice.IssuedInvoices;
import io.orderflow.orders.order.OrderProperties;
import io.orderflow.orders.order.RepublishOrders;
import io.orderflow.outbox.EventBridgeOutboxAutoConfiguration;

import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcClientAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration;
import org.springframework.boot.transaction.autoconfigure.TransactionAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.ComponentScan.Filter;
import org.springframework.context.annotation.FilterType;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * {@code java -jar order-api.jar reconcile}: the comparison with all that invoice-worker
 * has, for an operator's terminal. Of the service, only the repositories are there: no
 * web server, no relay, no listener and no check. So it needs nothing of AWS. It migrates
 * the database as the service does at its start, which is nothing where the service of
 * this release has run: a jar that is newer runs beside an older service as two releases
 * of the service do.
 */
@ComponentScan(basePackages = "io.orderflow.orders", useDefaultFilters = false,
		includeFilters = { @Filter(Repository.class),
				@Filter(type = FilterType.ASSIGNABLE_TYPE, classes = RepublishOrders.class) })
@ConfigurationPropertiesScan("io.orderflow.orders")
@ImportAutoConfiguration({ DataSourceAutoConfiguration.class, DataSourceTransactionManagerAutoConfiguration.class,
		TransactionAutoConfiguration.class, JdbcTemplateAutoConfiguration.class, JdbcClientAutoConfiguration.class,
		FlywayAutoConfiguration.class, JacksonAutoConfiguration.class, EventBridgeOutboxAutoConfiguration.class })
public final class ReconcileCommand {

	/** Nothing is missing. */
	static final int COMPLETE = 0;

	/** It could not be found out. */
	static final int FAILED = 1;

	/** What was asked for cannot be meant. */
	static final int MISUSED = 2;

	/** Something is missing. */
	static final int INCOMPLETE = 3;

	/** As arguments, which come before the settings of the service. */
	private static final String[] SETTINGS = {
			// What is not asked for is not made.
			"--spring.main.lazy-initialization=true",
			// A table of the session is one of a connection.
			"--spring.datasource.hikari.maximum-pool-size=1", "--spring.datasource.hikari.max-lifetime=0",
			// What fails is said below, in words for who runs it.
			"--logging.level.root=error", "--logging.level.com.zaxxer.hikari=off",
			"--logging.level.org.springframework.boot.SpringApplication=off",
			"--logging.level.org.springframework.boot.diagnostics=off" };

	private ReconcileCommand() {
	}

	/**
	 * Runs the command.
	 * @param arguments its options
	 * @param out gets the findings
	 * @param err gets what went wrong
	 * @return the exit code
	 */
	public static int run(String[] arguments, PrintStream out, PrintStream err) {
		ReconcileOptions options;
		try {
			options = ReconcileOptions.of(arguments);
		}
		catch (IllegalArgumentException ex) {
			err.printf("%s%n%n%s%n", ex.getMessage(), ReconcileOptions.USAGE);
			return MISUSED;
		}
		if (options.help()) {
			out.println(ReconcileOptions.USAGE);
			return COMPLETE;
		}
		return run(options, out, err);
	}

	/** What of the service the command is made of. */
	static ConfigurableApplicationContext context() {
		return new SpringApplicationBuilder(ReconcileCommand.class).web(WebApplicationType.NONE)
			.bannerMode(Banner.Mode.OFF)
			.logStartupInfo(false)
			.run(SETTINGS);
	}

	private static int run(ReconcileOptions options, PrintStream out, PrintStream err) {
		try (ConfigurableApplicationContext context = context()) {
			ReconciliationProperties properties = context.getBean(ReconciliationProperties.class);
			URI url = (options.invoicesUrl() != null) ? options.invoicesUrl()
					: context.getBean(OrderProperties.class).invoicesUrl();
			Reconcile reconcile = new Reconcile(context.getBean(IssuedInvoices.class),
					context.getBean(RepublishOrders.class), context.getBean(JdbcClient.class), properties,
					Clock.systemUTC(), out, err);
			return reconcile.run(options, url) ? COMPLETE : INCOMPLETE;
		}
		catch (WorkerUnavailableException ex) {
			err.println(ex.getMessage());
		}
		catch (RuntimeException ex) {
			err.println(Stream.<Throwable>iterate(ex, Objects::nonNull, Throwable::getCause)
				.filter(SQLException.class::isInstance)
				.findFirst()
				.map((cause) -> "The database cannot be used. See that PostgreSQL runs, and that SPRING_DATASOURCE_URL, "
						+ "_USERNAME and _PASSWORD are those of the service: " + cause)
				.orElseGet(() -> "Failed: " + NestedExceptionUtils.getMostSpecificCause(ex)));
		}
		return FAILED;
	}

}
