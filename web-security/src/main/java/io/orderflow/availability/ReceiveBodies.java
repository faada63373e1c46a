package io.orderflow.availability;

import java.io.IOException;
import java.util.concurrent.Semaphore;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.HttpHeaders;

/**
 * Has a request's body here before anybody else sees the request, whether it will be read
 * or not. A client that sends a byte a second so costs a connection and not a thread, and
 * all bodies together take no more memory than is allowed.
 */
class ReceiveBodies extends HttpFilter {

	private static final String BODY = ReceiveBodies.class.getName();

	private final WebLimits properties;

	private final Semaphore uploads;

	private final Semaphore memory;

	ReceiveBodies(WebLimits properties) {
		this.properties = properties;
		this.uploads = new Semaphore(properties.maxUploads());
		this.memory = new Semaphore((int) properties.maxBodiesSize().toBytes());
	}

	@Override
	protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws IOException, ServletException {
		if (request.getDispatcherType() == DispatcherType.ASYNC) {
			goOn(request, response, chain, (Body) request.getAttribute(BODY));
		}
		else if (request.getContentLengthLong() > 0 || request.getHeader(HttpHeaders.TRANSFER_ENCODING) != null) {
			receive(request, response, chain);
		}
		else {
			chain.doFilter(request, response);
		}
	}

	private void receive(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws IOException, ServletException {
		Body body = new Body((int) this.properties.maxBodySize().toBytes(), this.memory);
		if (hasArrived(request, body)) {
			goOn(request, response, chain, body);
		}
		else {
			request.setAttribute(BODY, body);
			park(request, body);
		}
	}

	private void park(HttpServletRequest request, Body body) throws IOException {
		AsyncContext parked = request.startAsync();
		parked.setTimeout(this.properties.bodyTimeout().toMillis());
		if (this.uploads.tryAcquire()) {
			new Upload(parked, request.getInputStream(), body, this.uploads::release)
				.start(request.getContentLengthLong());
		}
		else {
			body.refuse(new OverloadedException());
			Upload.endEarly(parked);
		}
	}

	/** Most are small and come with their headers. */
	private static boolean hasArrived(HttpServletRequest request, Body body) throws IOException {
		ServletInputStream in = request.getInputStream();
		try {
			while (body.received() < request.getContentLengthLong() && in.available() > 0) {
				body.read(in);
			}
			return body.received() == request.getContentLengthLong();
		}
		catch (IOException ex) {
			body.release();
			throw ex;
		}
	}

	private static void goOn(HttpServletRequest request, HttpServletResponse response, FilterChain chain, Body body)
			throws IOException, ServletException {
		try {
			chain.doFilter(new ReceivedRequest(request, body), response);
		}
		finally {
			body.release();
		}
	}

}
