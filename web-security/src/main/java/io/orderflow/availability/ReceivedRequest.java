package io.orderflow.availability;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import org.jspecify.annotations.Nullable;

/**
 * A request whose body is here.
 */
class ReceivedRequest extends HttpServletRequestWrapper {

	private final Body body;

	private @Nullable ServletInputStream stream;

	ReceivedRequest(HttpServletRequest request, Body body) {
		super(request);
		this.body = body;
	}

	/** Nobody has seen it yet, even if it was parked while its body arrived. */
	@Override
	public DispatcherType getDispatcherType() {
		return DispatcherType.REQUEST;
	}

	@Override
	public ServletInputStream getInputStream() {
		if (this.stream == null) {
			this.stream = new Stream(this.body.open());
		}
		return this.stream;
	}

	@Override
	public BufferedReader getReader() {
		return new BufferedReader(new InputStreamReader(getInputStream(), StandardCharsets.UTF_8));
	}

	private static class Stream extends ServletInputStream {

		private final InputStream bytes;

		private boolean finished;

		Stream(InputStream bytes) {
			this.bytes = bytes;
		}

		@Override
		public int read() throws IOException {
			int read = this.bytes.read();
			this.finished = (read < 0);
			return read;
		}

		@Override
		public int read(byte[] buffer, int offset, int length) throws IOException {
			int read = this.bytes.read(buffer, offset, length);
			this.finished = (read < 0);
			return read;
		}

		@Override
		public int available() throws IOException {
			return this.bytes.available();
		}

		@Override
		public boolean isFinished() {
			return this.finished;
		}

		@Override
		public boolean isReady() {
			return true;
		}

		@Override
		public void setReadListener(ReadListener listener) {
			throw new IllegalStateException("The body has been read already");
		}

	}

}
