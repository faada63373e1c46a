package io.orderflow.orders.order;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.stream.Collectors;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import org.jspecify.annotations.Nullable;

import org.springframework.core.io.ClassPathResource;

/**
 * A unit that an invoice can name: one of UN/ECE Recommendation 20, or of 21 with an X
 * before it (EN 16931, BR-CL-23). They lie beside this class. Null is valid.
 */
@Target({ ElementType.FIELD, ElementType.PARAMETER })
@Retention(RetentionPolicy.RUNTIME)
@Constraint(validatedBy = UnitCode.Validator.class)
@interface UnitCode {

	/** Of all of them. */
	String FORM = "^[A-Z0-9]{2,3}$";

	String message() default "must be a unit code of UN/ECE Recommendation 20, such as C62 or KGM";

	Class<?>[] groups() default {};

	Class<? extends Payload>[] payload() default {};

	class Validator implements ConstraintValidator<UnitCode, String> {

		private static final Set<String> CODES = read();

		@Override
		public boolean isValid(@Nullable String code, ConstraintValidatorContext context) {
			return code == null || CODES.contains(code);
		}

		private static Set<String> read() {
			try {
				return new ClassPathResource("unit-codes.txt", UnitCode.class)
					.getContentAsString(StandardCharsets.UTF_8)
					.lines()
					.collect(Collectors.toUnmodifiableSet());
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		}

	}

}
