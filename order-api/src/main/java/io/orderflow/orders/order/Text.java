package io.orderflow.orders.order;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import org.jspecify.annotations.Nullable;

/**
 * One line of text that can be stored, sent and printed: something to be seen, no control
 * characters, no half of a surrogate pair, and neither U+FFFE nor U+FFFF, for <a href=
 * "https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessage.html">SQS</a>
 * carries the characters of XML alone. Null is valid.
 */
@Target({ ElementType.FIELD, ElementType.PARAMETER })
@Retention(RetentionPolicy.RUNTIME)
@Constraint(validatedBy = Text.Validator.class)
@interface Text {

	/**
	 * As a regular expression of ECMA 262, where a text has no halves of pairs anyway.
	 */
	String FORM = "^[^\\u0000-\\u001F\\u007F-\\u009F\\u2028\\u2029\\uFFFE\\uFFFF]*"
			+ "[^\\u0000- \\u007F-\\u00A0\\u00AD\\u1680\\u2000-\\u200F\\u2028-\\u202F\\u205F-\\u2064\\u2066-\\u206F\\u3000\\uFEFF"
			+ "\\uFFFE\\uFFFF]" + "[^\\u0000-\\u001F\\u007F-\\u009F\\u2028\\u2029\\uFFFE\\uFFFF]*$";

	String message() default "must be one line of text, without control characters and not blank";

	Class<?>[] groups() default {};

	Class<? extends Payload>[] payload() default {};

	class Validator implements ConstraintValidator<Text, CharSequence> {

		private static final int SOFT_HYPHEN = 0xAD;

		private static final int BYTE_ORDER_MARK = 0xFEFF;

		@Override
		public boolean isValid(@Nullable CharSequence text, ConstraintValidatorContext context) {
			return text == null || isText(text);
		}

		static boolean isText(CharSequence text) {
			return text.codePoints().anyMatch((c) -> !isInvisible(c))
					&& text.codePoints().noneMatch(Validator::isUnfit);
		}

		private static boolean isInvisible(int codePoint) {
			return Character.isWhitespace(codePoint) || Character.isSpaceChar(codePoint) || codePoint == SOFT_HYPHEN
					|| codePoint == BYTE_ORDER_MARK
					|| (codePoint >= 0x2000 && codePoint <= 0x206F && Character.getType(codePoint) == Character.FORMAT);
		}

		private static boolean isUnfit(int codePoint) {
			return codePoint == 0xFFFE || codePoint == 0xFFFF || switch (Character.getType(codePoint)) {
				case Character.CONTROL, Character.SURROGATE, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR ->
					true;
				default -> false;
			};
		}

	}

}
