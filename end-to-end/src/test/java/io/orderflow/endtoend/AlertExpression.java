package io.orderflow.endtoend;

import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * PromQL, as far as our rules use it.
 */
final class AlertExpression {

	/**
	 * Labels that are chosen or grouped by, and periods: none has a meter's name in it.
	 */
	private static final Pattern NO_NAMES = Pattern.compile("\\{[^}]*}|\\b(by|on) \\([^)]*\\)|\\[[^\\]]*]");

	/** What is no function's name. */
	private static final Pattern WORD = Pattern.compile("\\b[a-zA-Z][\\w:]*\\b(?!\\s*\\()");

	private static final Set<String> OPERATORS = Set.of("and", "or", "unless");

	private AlertExpression() {
	}

	/** The names of the series that an expression looks at. */
	static Set<String> meters(String expression) {
		return WORD.matcher(NO_NAMES.matcher(expression).replaceAll(""))
			.results()
			.map(MatchResult::group)
			.filter((word) -> !OPERATORS.contains(word))
			.collect(Collectors.toSet());
	}

}
