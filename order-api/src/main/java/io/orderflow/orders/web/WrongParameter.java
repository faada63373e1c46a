package io.orderflow.orders.web;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.TypeMismatchException;
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
		String type = (ex.getRequiredType() != null) ? ex.getRequiredType().getSimpleName() : "value";
		return new WrongParameter(name, "must be a valid " + type);
	}

}
