package io.orderflow.endtoend;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * A migration, and what in it the jar of the release before could not run beside.
 * <p>
 * It is a list of what is known to be harmless: any other statement is refused, until
 * somebody has thought about it and added it here.
 */
record Migration(String name, String sql) {

	private static final Pattern NOT_CODE = Pattern.compile("--[^\n]*|/\\*.*?\\*/|'(?:[^']|'')*'|\\$\\$.*?\\$\\$",
			Pattern.DOTALL);

	/** A new table, index, view or function, and a remark. */
	private static final List<Pattern> HARMLESS = patterns("create table .*", "create index .*", "comment on .*",
			"create (or replace )?view .*", "create function .*");

	/** Each thought about: what the older jar does goes on, and why. */
	private static final Map<String, List<Pattern>> THOUGHT_ABOUT = Map.of("V3__real_invoices.sql", patterns(
			// It waits for the lock.
			"lock table invoiced_orders, invoice_series, invoices in access exclusive mode",
			// It takes null for other content: an order whose cancellation came first is
			// set aside, and can be put
			// back. That takes a rule which is deployed once no such jar runs.
			"alter table invoiced_orders add column cancellation jsonb, alter column content_digest drop not null",
			// Wider checks. Its own invoices have corrects and reason null, and an order
			// has one of them.
			"alter table invoice_series drop constraint invoice_series_series_check, add constraint .*",
			"alter table invoices add column placed_at .*",
			"create unique index invoices_order on invoices \\(order_id, \\(corrects is null\\)\\)",
			// Fills columns that it does not know.
			"do ''",
			// Adds its invoices to the chain; it changes none.
			"create trigger append_to_chain before insert on invoices .*",
			"create trigger refuse_change before update or delete or truncate on invoices .*"));

	/** What the older jar does not name stays empty in its inserts. */
	private static final Pattern ADD_COLUMN = Pattern.compile("add column (if not exists )?\\w+ (?!.*\\badd\\b).*");

	private static final Pattern NOT_NULL = Pattern.compile("\\bnot null\\b|\\bprimary key\\b");

	private static final Pattern FILLED = Pattern.compile("\\bdefault\\b|\\bgenerated\\b");

	/** Checks hold for what the older jar writes, too: it knows nothing of them. */
	private static final Pattern CONSTRAINT = Pattern.compile("\\b(unique|references|check|constraint)\\b");

	static Migration read(Path file) {
		try {
			return new Migration(file.toString(), Files.readString(file));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	boolean isFirst() {
		return Path.of(this.name).getFileName().toString().startsWith("V1__");
	}

	/** The statements that break the older jar, or may. */
	List<String> breaking() {
		String code = NOT_CODE.matcher(this.sql)
			.replaceAll((found) -> found.group().matches("(?s)['$].*") ? "''" : " ")
			.toLowerCase(Locale.ROOT);
		return Arrays.stream(code.split(";"))
			.map((statement) -> statement.replaceAll("\\s+", " ").strip())
			.filter((statement) -> !statement.isEmpty() && !isAdditive(statement) && !isThoughtAbout(statement))
			.toList();
	}

	private boolean isThoughtAbout(String statement) {
		return THOUGHT_ABOUT.getOrDefault(Path.of(this.name).getFileName().toString(), List.of())
			.stream()
			.anyMatch((known) -> known.matcher(statement).matches());
	}

	private static boolean isAdditive(String statement) {
		if (HARMLESS.stream().anyMatch((harmless) -> harmless.matcher(statement).matches())) {
			return true;
		}
		String[] alter = statement.split("^alter table (if exists )?(only )?[\\w.\"]+ ", 2);
		return alter.length == 2 && Arrays.stream(splitAtTop(alter[1])).allMatch(Migration::isAdditiveChange);
	}

	private static boolean isAdditiveChange(String change) {
		return ADD_COLUMN.matcher(change).matches() && !CONSTRAINT.matcher(change).find()
				&& (!NOT_NULL.matcher(change).find() || FILLED.matcher(change).find());
	}

	/** At the commas that are in no brackets. */
	private static String[] splitAtTop(String changes) {
		return changes.split(",\\s*(?![^(]*\\))");
	}

	private static List<Pattern> patterns(String... patterns) {
		return Arrays.stream(patterns).map(Pattern::compile).toList();
	}

}
