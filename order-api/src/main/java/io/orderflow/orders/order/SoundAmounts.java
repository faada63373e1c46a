package io.orderflow.orders.order;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import jakarta.validation.Constraint;
import jakarta.validation.Payload;

/**
 * What no field can tell alone: that the currency is one of this shop's, that prices are
 * within its minor units, that rate, category and reason of the VAT belong together, and
 * that the order is not larger than an invoice can be.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Constraint(validatedBy = SoundAmountsValidator.class)
@interface SoundAmounts {

	String message() default "";

	Class<?>[] groups() default {};

	Class<? extends Payload>[] payload() default {};

}
