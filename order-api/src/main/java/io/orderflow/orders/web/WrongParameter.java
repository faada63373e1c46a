package io.orderflow.orders.web;

import java.util.UUID;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.TypeMismatchException;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;

/**
 * A parameter or header of a request that is wrong.
 *
 * @param parameter its name
 * @param detail what is wrong with it
 */
record WrongParameter(@Nullable String parameter, @Nullable String detail) {

	static WrongParameter of(TypeMismatchException ex) {
		String name = (ex instanceof MethodArgumentTypeMismatchException argument) ? argument.getName()
				: ex.getPropertyName();
		// Of other types, it is their own words that say what they must be.
		String rule = (ex.getRequiredType() == UUID.class) ? "must be a UUID"
				: NestedExceptionUtils.getMostSpecificCause(ex).getMessage();
		return new WrongParameter(name, rule);
	}

}
