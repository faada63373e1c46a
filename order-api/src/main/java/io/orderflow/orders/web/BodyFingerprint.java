package io.orderflow.orders.web;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Type;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

import jakarta.servlet.http.HttpServletRequest;

import org.springframework.core.MethodParameter;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpInputMessage;
import org.springframework.http.HttpStatus;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.method.annotation.RequestBodyAdviceAdapter;

/**
 * Reads a request's body, no more of it than is allowed, and leaves its SHA-256 as a
 * request attribute.
 */
@ControllerAdvice
public class BodyFingerprint extends RequestBodyAdviceAdapter {

	/** The attribute's name. Its value is a {@code byte[32]}. */
	public static final String ATTRIBUTE = "bodyFingerprint";

	private final HttpServletRequest request;

	private final int maxBytes;

	BodyFingerprint(HttpServletRequest request, WebProperties properties) {
		this.request = request;
		this.maxBytes = (int) properties.maxBodySize().toBytes();
	}

	@Override
	public boolean supports(MethodParameter parameter, Type type, Class<? extends HttpMessageConverter<?>> converter) {
		return true;
	}

	@Override
	public HttpInputMessage beforeBodyRead(HttpInputMessage message, MethodParameter parameter, Type type,
			Class<? extends HttpMessageConverter<?>> converter) throws IOException {
		if (message.getHeaders().getContentLength() > this.maxBytes) {
			throw tooLarge();
		}
		byte[] body = message.getBody().readNBytes(this.maxBytes + 1);
		if (body.length > this.maxBytes) {
			throw tooLarge();
		}
		this.request.setAttribute(ATTRIBUTE, sha256(body));
		return new Body(message.getHeaders(), body);
	}

	private ResponseStatusException tooLarge() {
		return new ResponseStatusException(HttpStatus.CONTENT_TOO_LARGE,
				"The body must not be larger than %d bytes".formatted(this.maxBytes));
	}

	private static byte[] sha256(byte[] body) {
		try {
			return MessageDigest.getInstance("SHA-256").digest(body);
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("Every Java platform has SHA-256", ex);
		}
	}

	private record Body(HttpHeaders headers, byte[] bytes) implements HttpInputMessage {

		@Override
		public HttpHeaders getHeaders() {
			return this.headers;
		}

		@Override
		public InputStream getBody() {
			return new ByteArrayInputStream(this.bytes);
		}

	}

}
