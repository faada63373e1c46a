package io.orderflow.security;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.DefaultCorsProcessor;
import org.springframework.web.filter.CorsFilter;

/**
 * Refuses what the page of another site sends from a browser, as a problem like every
 * other error.
 */
class OtherSites extends CorsFilter {

	private static final String PROBLEM = """
			{"title":"Forbidden","status":403,"detail":"Pages of other sites are turned away: see the Origin header"}""";

	OtherSites() {
		super((request) -> new CorsConfiguration());
		setCorsProcessor(new DefaultCorsProcessor() {
			@Override
			protected void rejectRequest(ServerHttpResponse response) throws IOException {
				response.setStatusCode(HttpStatus.FORBIDDEN);
				response.getHeaders().setContentType(MediaType.APPLICATION_PROBLEM_JSON);
				response.getBody().write(PROBLEM.getBytes(StandardCharsets.UTF_8));
				response.flush();
			}
		});
	}

}
