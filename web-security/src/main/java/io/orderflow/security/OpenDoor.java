package io.orderflow.security;

import java.net.InetAddress;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.web.server.autoconfigure.ServerProperties;
import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.security.oauth2.jwt.JwtDecoder;

/**
 * Whether the service does without authentication: it does as long as no issuer of tokens
 * is set. It says so when it starts.
 */
class OpenDoor {

	private static final Logger logger = LoggerFactory.getLogger(OpenDoor.class);

	private static final String REMEDY = "To demand tokens, set "
			+ "SPRING_SECURITY_OAUTH2_RESOURCESERVER_JWT_ISSUERURI to the address of their issuer";

	private final ObjectProvider<JwtDecoder> tokens;

	private final @Nullable InetAddress address;

	OpenDoor(ObjectProvider<JwtDecoder> tokens, ServerProperties server) {
		this.tokens = tokens;
		this.address = server.getAddress();
	}

	boolean isOpen() {
		return this.tokens.getIfAvailable() == null;
	}

	/** Whether nobody but this machine can knock. */
	boolean isOnLoopback() {
		return this.address != null && this.address.isLoopbackAddress();
	}

	@EventListener
	void tell(WebServerInitializedEvent started) {
		tell(started.getWebServer().getPort());
	}

	void tell(int port) {
		if (!isOpen()) {
			return;
		}
		if (isOnLoopback()) {
			logger.warn("There is no authentication. Only this machine gets in: it listens on {}:{} alone. {}",
					this.address.getHostAddress(), port, REMEDY);
		}
		else {
			logger.warn(
					"NO AUTHENTICATION, AND NOT ON LOOPBACK: whoever reaches this machine gets in, on {}:{}. {}, "
							+ "or SERVER_ADDRESS to 127.0.0.1",
					(this.address != null) ? this.address.getHostAddress() : "every address", port, REMEDY);
		}
	}

}
