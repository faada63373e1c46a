package io.orderflow.sqs;

/**
 * What an operator says why.
 */
public final class OneLine {

	/** In characters. */
	public static final int LONGEST = 1000;

	private OneLine() {
	}

	/**
	 * Whether it can be stored, and stand in a log as what it seems.
	 */
	public static boolean is(String text) {
		return !text.isBlank() && text.length() <= LONGEST
				&& text.codePoints().noneMatch((c) -> switch (Character.getType(c)) {
					case Character.CONTROL, Character.FORMAT, Character.SURROGATE -> true;
					default -> false;
				});
	}

}
