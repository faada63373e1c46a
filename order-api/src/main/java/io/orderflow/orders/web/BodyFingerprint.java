package io.orderflow.orders.web;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Type;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

import jakarta.servlet.http.HttpServletRequest;

import org.springframework.core.MethodParameter;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpInputMessage;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.servlet.mvc.method.annotation.RequestBodyAdviceAdapter;

/**
 * Leaves the SHA-256 of a request's body as a request attribute, and refuses what is not
 * UTF-8 (RFC 8259, section 8.1; JSON libraries take more than that) or is compressed.
 */
@ControllerAdvice
public class BodyFingerprint extends RequestBodyAdviceAdapter {

	/** The attribute's name. Its value is a {@code byte[32]}. */
	public static final String ATTRIBUTE = "bodyFingerprint";

	private final HttpServletRequest request;

	BodyFingerprint(HttpServletRequest request) {
		this.request = request;
	}

	@Override
	public boolean supports(MethodParameter parameter, Type type, Class<? extends HttpMessageConverter<?>> converter) {
		return true;
	}

	@Override
	public HttpInputMessage beforeBodyRead(HttpInputMessage message, MethodParameter parameter, Type type,
			Class<? extends HttpMessageConverter<?>> converter) throws IOException {
		refuseEncoded(message.getHeaders());
		byte[] body = message.getBody().readAllBytes();
		refuseUnlessUtf8(body, message);
		this.request.setAttribute(ATTRIBUTE, sha256(body));
		return new Bytes(message.getHeaders(), body);
	}

	/** RFC 9110, section 15.5.16. */
	private static void refuseEncoded(HttpHeaders headers) {
		if (headers.containsHeader(HttpHeaders.CONTENT_ENCODING)) {
			ErrorResponseException refusal = new ErrorResponseException(HttpStatus.UNSUPPORTED_MEDIA_TYPE,
					ProblemDetail.forStatusAndDetail(HttpStatus.UNSUPPORTED_MEDIA_TYPE,
							"The body must come as it is, without a Content-Encoding"),
					null);
			refusal.getHeaders().set(HttpHeaders.ACCEPT_ENCODING, "identity");
			throw refusal;
		}
	}

	private static void refuseUnlessUtf8(byte[] body, HttpInputMessage message) {
		try {
			StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body));
		}
		catch (CharacterCodingException ex) {
			throw new HttpMessageNotReadableException("The body is not UTF-8", ex, message);
		}
	}

	private static byte[] sha256(byte[] body) {
		try {
			return MessageDigest.getInstance("SHA-256").digest(body);
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("Every Java platform has SHA-256", ex);
		}
	}

	private record Bytes(HttpHeaders headers, byte[] bytes) implements HttpInputMessage {

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
