package io.orderflow.sqs.deadletter;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Any text as bytes, for PostgreSQL's {@code text} cannot hold U+0000, nor UTF-8 half of
 * a surrogate pair.
 *
 * @param bytes the text
 * @param encoding how it is in them: UTF-8, or UTF-16BE where that would lose something
 */
record StoredText(byte[] bytes, String encoding) {

	private static final String UTF_8 = "UTF-8";

	private static final String UTF_16 = "UTF-16BE";

	static StoredText of(String text) {
		byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
		if (new String(utf8, StandardCharsets.UTF_8).equals(text)) {
			return new StoredText(utf8, UTF_8);
		}
		// Not the charset's encoder, which replaces half pairs too.
		ByteBuffer utf16 = ByteBuffer.allocate(Character.BYTES * text.length());
		utf16.asCharBuffer().put(text);
		return new StoredText(utf16.array(), UTF_16);
	}

	String text() {
		return this.encoding.equals(UTF_8) ? new String(this.bytes, StandardCharsets.UTF_8)
				: ByteBuffer.wrap(this.bytes).asCharBuffer().toString();
	}

}
