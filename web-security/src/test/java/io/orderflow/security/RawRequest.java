package io.orderflow.security;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/**
 * A request to the letter, as no HTTP client would send it.
 */
public record RawRequest(String text) {

	/** With the headers that it must have. */
	public static RawRequest of(String line, String... headers) {
		return new RawRequest(line + " HTTP/1.1\r\n" + String.join("\r\n", headers)
				+ ((headers.length > 0) ? "\r\n" : "") + "Connection: close\r\n\r\n");
	}

	/** Sends it, a byte for each of its characters. */
	public RawAnswer send(int port) {
		try (Socket socket = new Socket("127.0.0.1", port)) {
			socket.setSoTimeout(30_000);
			socket.getOutputStream().write(this.text.getBytes(StandardCharsets.ISO_8859_1));
			socket.getOutputStream().flush();
			String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
			return new RawAnswer(answer);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	public record RawAnswer(String text) {

		public int status() {
			return Integer.parseInt(this.text.substring(9, 12));
		}

	}

}
