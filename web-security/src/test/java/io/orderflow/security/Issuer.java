package io.orderflow.security;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.function.Consumer;
import java.util.function.Supplier;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpServer;

import org.springframework.test.context.DynamicPropertyRegistry;

/**
 * An issuer of tokens, which shows its configuration and its public key on loopback.
 */
public final class Issuer {

	private static final Issuer SHARED = new Issuer();

	private final RSAKey key = newKey("key-1");

	private final HttpServer server;

	public Issuer() {
		try {
			this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		show("/.well-known/openid-configuration", () -> """
				{"issuer":"%s","jwks_uri":"%s/keys"}""".formatted(uri(), uri()));
		show("/keys", () -> new JWKSet(this.key.toPublicJWK()).toString());
		this.server.start();
	}

	/** The one that the tests of a run share. */
	public static Issuer shared() {
		return SHARED;
	}

	/** Has a service demand this issuer's tokens. */
	public void trustedBy(DynamicPropertyRegistry properties) {
		properties.add("spring.security.oauth2.resourceserver.jwt.issuer-uri", this::uri);
	}

	public String uri() {
		return "http://127.0.0.1:" + this.server.getAddress().getPort();
	}

	public RSAKey key() {
		return this.key;
	}

	/**
	 * A token of Ada's that is good for a minute.
	 * @param scope scopes, with spaces between them
	 */
	public String token(String scope) {
		return token((claims) -> claims.claim("scope", scope));
	}

	/** A good token without scopes, changed. */
	public String token(Consumer<JWTClaimsSet.Builder> change) {
		return token(this.key, JOSEObjectType.JWT, change);
	}

	public String token(RSAKey signer, JOSEObjectType type, Consumer<JWTClaimsSet.Builder> change) {
		JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.RS256).type(type).keyID(signer.getKeyID()).build();
		SignedJWT jwt = new SignedJWT(header, claims(change));
		try {
			jwt.sign(new RSASSASigner(signer));
		}
		catch (JOSEException ex) {
			throw new IllegalStateException(ex);
		}
		return jwt.serialize();
	}

	/** What a good token says, changed. */
	public JWTClaimsSet claims(Consumer<JWTClaimsSet.Builder> change) {
		Instant now = Instant.now();
		JWTClaimsSet.Builder claims = new JWTClaimsSet.Builder().issuer(uri())
			.audience("orderflow")
			.subject("ada")
			.issueTime(Date.from(now))
			.expirationTime(Date.from(now.plusSeconds(60)));
		change.accept(claims);
		return claims.build();
	}

	public void stop() {
		this.server.stop(0);
	}

	static RSAKey newKey(String id) {
		try {
			return new RSAKeyGenerator(2048).keyID(id).generate();
		}
		catch (JOSEException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private void show(String path, Supplier<String> json) {
		this.server.createContext(path, (exchange) -> {
			byte[] body = json.get().getBytes(StandardCharsets.UTF_8);
			exchange.getResponseHeaders().set("Content-Type", "application/json");
			exchange.sendResponseHeaders(200, body.length);
			try (exchange) {
				exchange.getResponseBody().write(body);
			}
		});
	}

}
