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
 * One line of text that can be stored, sent and printed: not blank, no control
 * characters, no half of a surrogate pair. Null is valid.
 */
@Target({ ElementType.FIELD, ElementType.PARAMETER })
@Retention(RetentionPolicy.RUNTIME)
@Constraint(validatedBy = Text.Validator.class)
@interface Text {

	String message() default "must be one line of text, without control characters and not blank";

	Class<?>[] groups() default {};

	Class<? extends Payload>[] payload() default {};

	class Validator implements ConstraintValidator<Text, CharSequence> {

		@Override
		public boolean isValid(@Nullable CharSequence text, ConstraintValidatorContext context) {
			return text == null || (text.codePoints().anyMatch((c) -> !Character.isWhitespace(c))
					&& text.codePoints().noneMatch(Validator::isUnfit));
		}

		private static boolean isUnfit(int codePoint) {
			return switch (Character.getType(codePoint)) {
				case Character.CONTROL, Character.SURROGATE, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR ->
					true;
				default -> false;
			};
		}

	}

}
