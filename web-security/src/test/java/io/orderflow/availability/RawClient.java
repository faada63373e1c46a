package io.orderflow.availability;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/**
 * A connection to the service on which one can send what no HTTP client would, as slowly
 * as one likes.
 */
public class RawClient implements AutoCloseable {

	private final Socket socket;

	/**
	 * Connects.
	 */
	public RawClient(int port) throws IOException {
		this.socket = new Socket(InetAddress.getLoopbackAddress(), port);
		this.socket.setSoTimeout(20_000);
		this.socket.setTcpNoDelay(true);
	}

	/** A request's head and what of its body comes with it. */
	public static RawClient post(int port, String path, String length, String body) throws IOException {
		return new RawClient(port).send("POST " + path + " HTTP/1.1\r\nHost: localhost\r\n"
				+ "Content-Type: application/json\r\nIdempotency-Key: raw\r\n" + length + "\r\n\r\n" + body);
	}

	/**
	 * Sends more.
	 */
	public RawClient send(String text) throws IOException {
		this.socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
		return this;
	}

	/** Everything until the service closes the connection. */
	public String answer() {
		ByteArrayOutputStream answer = new ByteArrayOutputStream();
		try {
			this.socket.getInputStream().transferTo(answer);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return answer.toString(StandardCharsets.UTF_8);
	}

	@Override
	public void close() throws IOException {
		this.socket.close();
	}

}
