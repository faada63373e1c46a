package io.orderflow.orders.order;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.Locale;
import java.util.Set;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import jakarta.validation.ReportAsSingleViolation;
import jakarta.validation.constraints.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A VAT identifier with the country that gave it before it (EN 16931, BR-CO-09). Null is
 * valid.
 */
@Target({ ElementType.FIELD, ElementType.PARAMETER })
@Retention(RetentionPolicy.RUNTIME)
@Constraint(validatedBy = VatId.Validator.class)
@Pattern(regexp = VatId.FORM)
@ReportAsSingleViolation
@interface VatId {

	String FORM = "^[A-Z]{2}[A-Z0-9]{2,13}$";

	String message() default "must be a country code and 2 to 13 capital letters and digits";

	Class<?>[] groups() default {};

	Class<? extends Payload>[] payload() default {};

	class Validator implements ConstraintValidator<VatId, String> {

		/** Greece, and Northern Ireland. */
		private static final Set<String> NO_COUNTRIES = Set.of("EL", "XI");

		private static final Set<String> COUNTRIES = Set.of(Locale.getISOCountries());

		@Override
		public boolean isValid(@Nullable String id, ConstraintValidatorContext context) {
			return id == null || id.length() < 2 || COUNTRIES.contains(id.substring(0, 2))
					|| NO_COUNTRIES.contains(id.substring(0, 2));
		}

	}

}
