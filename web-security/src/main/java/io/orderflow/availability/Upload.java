package io.orderflow.availability;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.server.ResponseStatusException;

/**
 * Takes a body as it comes, without a thread that waits for it, and has the request go on
 * once it is there.
 */
class Upload implements ReadListener, AsyncListener {

	/**
	 * Of a body that is too large so much is read and thrown away, so that its sender
	 * gets to see the 413: many read no answer before they have sent everything.
	 */
	private static final long MAX_DISCARDED = 20 * 1024 * 1024;

	private final AsyncContext request;

	private final ServletInputStream in;

	private final Body body;

	private final Runnable afterwards;

	private final AtomicBoolean ended = new AtomicBoolean();

	/**
	 * @param afterwards run once, when nothing more will come
	 */
	Upload(AsyncContext request, ServletInputStream in, Body body, Runnable afterwards) {
		this.request = request;
		this.in = in;
		this.body = body;
		this.afterwards = afterwards;
	}

	/**
	 * Begins to take what comes, unless it says that it is far too large.
	 * @param length -1 where it is not known
	 */
	void start(long length) {
		this.request.addListener(this);
		if (length > MAX_DISCARDED) {
			this.body.refuseAsTooLarge();
			endEarly();
		}
		else {
			this.in.setReadListener(this);
		}
	}

	@Override
	public void onDataAvailable() {
		try {
			while (!this.ended.get() && this.in.isReady() && this.body.read(this.in) >= 0) {
				if (this.body.received() > MAX_DISCARDED) {
					endEarly();
				}
			}
		}
		catch (IOException ex) {
			// The container would close the connection without an answer.
			this.body.refuse(new ResponseStatusException(HttpStatus.BAD_REQUEST,
					"The body cannot be read: it is not as its Transfer-Encoding says, or breaks off", ex));
			endEarly();
		}
	}

	/**
	 * Of a body in chunks whose end comes while the service is being stopped, nobody will
	 * see the answer: Tomcat's {@code ChunkedInputFilter} has the connection looked at
	 * once more before it comes here, and a paused connector closes it then.
	 */
	@Override
	public void onAllDataRead() {
		if (over()) {
			this.request.dispatch();
		}
	}

	@Override
	public void onTimeout(AsyncEvent event) {
		this.body.refuse(new ResponseStatusException(HttpStatus.REQUEST_TIMEOUT,
				"The body must arrive within %d ms".formatted(this.request.getTimeout())));
		endEarly();
	}

	private void endEarly() {
		if (over()) {
			endEarly(this.request);
		}
	}

	/** Lets a request go on without the rest of its body. */
	static void endEarly(AsyncContext request) {
		// Or the rest would be waited for before the next request.
		((HttpServletResponse) request.getResponse()).setHeader(HttpHeaders.CONNECTION, "close");
		request.dispatch();
	}

	private boolean over() {
		boolean first = this.ended.compareAndSet(false, true);
		if (first) {
			this.afterwards.run();
		}
		return first;
	}

	@Override
	public void onError(Throwable ex) {
		abandon();
	}

	@Override
	public void onError(AsyncEvent event) {
		abandon();
	}

	@Override
	public void onComplete(AsyncEvent event) {
		abandon();
	}

	/** The client has gone, and the container closes the connection; or all is done. */
	private void abandon() {
		over();
		this.body.release();
	}

	@Override
	public void onStartAsync(AsyncEvent event) {
		// Nobody starts it again.
	}

}
