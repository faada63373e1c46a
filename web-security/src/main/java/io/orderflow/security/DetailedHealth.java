package io.orderflow.security;

import java.util.function.Supplier;

import jakarta.servlet.http.HttpServletRequest;

import org.springframework.boot.actuate.endpoint.EndpointId;
import org.springframework.boot.actuate.endpoint.web.PathMappedEndpoints;
import org.springframework.boot.security.web.servlet.ApplicationContextRequestMatcher;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;

/**
 * Matches health's group {@code pipeline}, and what is below it: the only health that an
 * application may let show details, since where tokens are demanded it demands the scope
 * {@code operate}. The endpoints are asked for once there is a request, and so not made
 * for the sake of this.
 */
class DetailedHealth extends ApplicationContextRequestMatcher<PathMappedEndpoints> {

	private static final EndpointId HEALTH = EndpointId.of("health");

	DetailedHealth() {
		super(PathMappedEndpoints.class);
	}

	@Override
	protected boolean matches(HttpServletRequest request, Supplier<PathMappedEndpoints> endpoints) {
		String health = endpoints.get().getPath(HEALTH);
		return health != null
				&& PathPatternRequestMatcher.withDefaults().matcher(health + "/pipeline/**").matches(request);
	}

}
