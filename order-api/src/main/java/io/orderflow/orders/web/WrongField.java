package io.orderflow.orders.web;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.stream.Collectors;

import tools.jackson.core.JacksonException.Reference;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

import org.springframework.validation.FieldError;

/**
 * A field of a body that is wrong.
 *
 * @param pointer where, as a JSON Pointer (RFC 6901) in the form of a URI fragment, as
 * RFC 9457 writes it
 * @param detail what is wrong with it
 */
public record WrongField(String pointer, String detail) {

	/** From a path such as {@code lines[0].sku}. */
	static WrongField of(FieldError error) {
		String pointer = error.getField().replace('.', '/').replace("[", "/").replace("]", "");
		return new WrongField("#/" + pointer, String.valueOf(error.getDefaultMessage()));
	}

	static WrongField of(DatabindException ex) {
		String pointer = ex.getPath().stream().map(WrongField::step).collect(Collectors.joining());
		return new WrongField("#" + pointer, describe(ex));
	}

	private static String step(Reference reference) {
		String name = reference.getPropertyName();
		return "/" + ((name != null) ? name.replace("~", "~0").replace("/", "~1") : reference.getIndex());
	}

	private static String describe(DatabindException ex) {
		if (ex instanceof UnrecognizedPropertyException) {
			return "is not known";
		}
		if (ex.getPath().isEmpty()) {
			return "must be one object, with nothing after it";
		}
		if (ex.getPath().get(0).from() instanceof Map) {
			// A body of the actuator's, of which each value is a string.
			return "must be a string; several ids are written ID,ID";
		}
		Class<?> type = (ex instanceof MismatchedInputException mismatch) ? mismatch.getTargetType() : null;
		if (type == null) {
			return "has the wrong type";
		}
		if (type.isEnum()) {
			return "must be one of " + Arrays.toString(type.getEnumConstants());
		}
		if (type == BigDecimal.class) {
			return "must be a decimal, such as 12.50, without a sign";
		}
		return (type == String.class) ? "must be a string"
				: Collection.class.isAssignableFrom(type) ? "must be an array" : "must be an object";
	}

}
