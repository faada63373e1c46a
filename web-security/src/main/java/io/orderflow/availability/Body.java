package io.orderflow.availability;

import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.Semaphore;

import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;
import org.springframework.util.FastByteArrayOutputStream;
import org.springframework.web.server.ResponseStatusException;

/**
 * A request's body while it arrives: no more of it than is allowed, or why it is refused.
 * What is refused is no longer kept.
 */
class Body {

	private final int maxBytes;

	private final Semaphore memory;

	private final FastByteArrayOutputStream bytes = new FastByteArrayOutputStream(1024);

	private long received;

	private @Nullable RuntimeException refusal;

	/**
	 * @param memory a permit for each byte that all bodies together may still take
	 */
	Body(int maxBytes, Semaphore memory) {
		this.maxBytes = maxBytes;
		this.memory = memory;
	}

	/**
	 * Reads what has arrived.
	 * @return how much; -1 at the end
	 */
	int read(InputStream in) throws IOException {
		byte[] chunk = new byte[8192];
		int length = in.read(chunk);
		if (length > 0) {
			add(chunk, length);
		}
		return length;
	}

	private synchronized void add(byte[] chunk, int length) throws IOException {
		this.received += length;
		if (this.received > this.maxBytes) {
			refuseAsTooLarge();
		}
		else if (this.refusal == null) {
			if (this.memory.tryAcquire(length)) {
				this.bytes.write(chunk, 0, length);
			}
			else {
				refuse(new OverloadedException());
			}
		}
	}

	void refuseAsTooLarge() {
		refuse(new ResponseStatusException(HttpStatus.CONTENT_TOO_LARGE,
				"The body must not be larger than %d bytes".formatted(this.maxBytes)));
	}

	/** The first reason counts. */
	synchronized void refuse(RuntimeException reason) {
		if (this.refusal == null) {
			this.refusal = reason;
			release();
		}
	}

	/** Gives the memory back. */
	synchronized void release() {
		this.memory.release(this.bytes.size());
		this.bytes.reset();
	}

	/** How many bytes have arrived, those included that were not kept. */
	synchronized long received() {
		return this.received;
	}

	/**
	 * @throws RuntimeException what the body was refused with
	 */
	synchronized InputStream open() {
		if (this.refusal != null) {
			throw this.refusal;
		}
		return this.bytes.getInputStream();
	}

}
