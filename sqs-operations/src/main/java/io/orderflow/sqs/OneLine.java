package io.orderflow.sqs;

/**
 * What an operator says why.
 */
public final class OneLine {

	/** In characters. */
	public static final int LONGEST = 1000;

	/** What to tell an operator whose reason {@link #is} none. */
	public static final String RULE = "because must say why, in one line of at most " + LONGEST + " characters";

	private OneLine() {
	}

	/**
	 * {@return whether it can be stored, and stand in a log as what it seems}
	 * @param text such as the reason that an operator gives
	 */
	public static boolean is(String text) {
		return !text.isBlank() && text.length() <= LONGEST
				&& text.codePoints().noneMatch((c) -> switch (Character.getType(c)) {
					case Character.CONTROL, Character.FORMAT, Character.SURROGATE -> true;
					default -> false;
				});
	}

}
