package io.orderflow.orders.reconciliation;

import java.net.URI;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.springframework.core.env.SimpleCommandLinePropertySource;

/**
 * What the command was told.
 *
 * @param since only orders placed since; null for all
 * @param republish whether to publish again what has no invoice
 * @param invoicesUrl where invoice-worker is; null for the setting
 * {@code orders.invoices-url}
 * @param help whether only to say how it is used
 */
record ReconcileOptions(@Nullable Instant since, boolean republish, @Nullable URI invoicesUrl, boolean help) {

	static final String USAGE = """
			Usage: java -jar order-api.jar reconcile [--since=INSTANT] [--republish] [--invoices-url=URL]

			Reads all invoices and credit notes of invoice-worker, compares them with the orders of the database, and
			names, oldest first, the orders without an invoice and the invoices without an order. Orders younger than
			the setting orders.reconciliation.grace (5m) are not looked at: they may be under way. It runs beside the
			service, with the same settings, such as SPRING_DATASOURCE_URL, and needs none of AWS. Like the service, it
			brings the tables up to its release when it starts.

			  --since=INSTANT      only orders placed since, such as 2026-11-23T00:00:00Z
			  --republish          publishes the events of orders without an invoice again, through the outbox of the
			                       running service; consumers take for duplicates what they have
			  --invoices-url=URL   where invoice-worker is; else the setting ORDERS_INVOICESURL
			  --help               says this

			Where invoice-worker demands tokens, ORDERS_RECONCILIATION_TOKEN is one with the scope invoices:read.

			Exit code: 0 if nothing is missing, 3 if something is, also where it was published again just now;
			1 if it could not be found out, 2 for wrong options.""";

	private static final Set<String> NAMES = Set.of("since", "republish", "invoices-url", "help");

	/**
	 * Reads the options.
	 * @throws IllegalArgumentException if one is not known or has no such value; its text
	 * says which
	 */
	static ReconcileOptions of(String... arguments) {
		SimpleCommandLinePropertySource options = new SimpleCommandLinePropertySource(arguments);
		Arrays.stream(arguments).filter((argument) -> !argument.startsWith("--")).findFirst().ifPresent((argument) -> {
			throw new IllegalArgumentException(argument + " is no option");
		});
		for (String name : options.getPropertyNames()) {
			require(NAMES.contains(name), "--" + name + " is not known; settings are environment variables");
		}
		return new ReconcileOptions(value(options, "since").map(ReconcileOptions::instant).orElse(null),
				flag(options, "republish"), value(options, "invoices-url").map(ReconcileOptions::url).orElse(null),
				flag(options, "help"));
	}

	private static Optional<String> value(SimpleCommandLinePropertySource options, String name) {
		if (!options.containsProperty(name)) {
			return Optional.empty();
		}
		String value = options.getProperty(name);
		require(value != null && !value.isBlank() && !value.contains(","), "--" + name + " needs one value, after a =");
		return Optional.ofNullable(value);
	}

	private static boolean flag(SimpleCommandLinePropertySource options, String name) {
		require(List.of("", "true").contains(Optional.ofNullable(options.getProperty(name)).orElse("")),
				"--" + name + " has no value");
		return options.containsProperty(name);
	}

	private static Instant instant(String text) {
		try {
			return Instant.parse(text);
		}
		catch (DateTimeParseException ex) {
			throw new IllegalArgumentException("--since must be an instant such as 2026-11-23T00:00:00Z", ex);
		}
	}

	private static URI url(String text) {
		require(text.matches("https?://[^\\s/?#]+(/[^\\s?#]*)?"),
				"--invoices-url must be a URL such as http://localhost:8081");
		return URI.create(text);
	}

	private static void require(boolean condition, String rule) {
		if (!condition) {
			throw new IllegalArgumentException(rule);
		}
	}

}
