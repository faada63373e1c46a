package io.orderflow.endtoend;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The table of our meters in {@code METRICS.md}.
 */
final class MeterTable {

	private static final Path FILE = Path.of("../observability/METRICS.md");

	private static final Pattern ROW = Pattern.compile("(?m)^\\| `([a-z.]+)`[^|]* \\| `([a-z_]+)` \\|");

	private MeterTable() {
	}

	/** Micrometer's names by those in Prometheus. */
	static Map<String, String> read() {
		try {
			return ROW.matcher(Files.readString(FILE))
				.results()
				.collect(Collectors.toMap((row) -> row.group(2), (MatchResult row) -> row.group(1)));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
