package io.orderflow.orders.web;

import java.math.BigDecimal;
import java.util.regex.Pattern;

import org.springframework.boot.jackson.JacksonComponent;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.ValueSerializer;

/**
 * Decimals in JSON: a number or a string in, always a string out, never a binary float.
 */
@JacksonComponent
class Decimals {

	static class Serializer extends ValueSerializer<BigDecimal> {

		@Override
		public void serialize(BigDecimal decimal, JsonGenerator json, SerializationContext context) {
			json.writeString(decimal.toPlainString());
		}

	}

	static class Deserializer extends ValueDeserializer<BigDecimal> {

		/**
		 * Beyond it, an exponent such as in 1e999999999 costs memory as soon as somebody
		 * reckons with it.
		 */
		private static final int MAX_SCALE = 50;

		private static final int MAX_LENGTH = 50;

		/** Java alone would take +1, .5, 1e2 and the digits of every script. */
		private static final Pattern TEXT = Pattern.compile("[0-9]+(\\.[0-9]+)?");

		@Override
		public BigDecimal deserialize(JsonParser json, DeserializationContext context) {
			String text = switch (json.currentToken()) {
				case VALUE_STRING, VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> json.getString();
				default -> (String) context.handleUnexpectedToken(BigDecimal.class, json);
			};
			boolean wellFormed = json.currentToken() != JsonToken.VALUE_STRING || TEXT.matcher(text).matches();
			if (text.length() <= MAX_LENGTH && wellFormed) {
				try {
					BigDecimal decimal = new BigDecimal(text);
					if (Math.abs((long) decimal.scale()) <= MAX_SCALE) {
						return decimal;
					}
				}
				catch (NumberFormatException ex) {
					// Said below.
				}
			}
			return (BigDecimal) context.handleWeirdStringValue(BigDecimal.class, text,
					"must be a decimal, such as 12.50, without a sign");
		}

	}

}
