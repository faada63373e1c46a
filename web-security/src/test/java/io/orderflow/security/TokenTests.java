package io.orderflow.security;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.stream.Stream;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Which tokens get in.
 */
class TokenTests extends Guarded {

	private static final Issuer ISSUER = Issuer.shared();

	private static final String SCOPE = "things:read";

	private final HttpClient client = HttpClient.newHttpClient();

	@LocalServerPort
	private int port;

	@Test
	void aGoodTokenGetsIn() throws Exception {
		assertThat(get("Bearer " + ISSUER.token(SCOPE)).statusCode()).isEqualTo(200);
		assertThat(get("bearer " + ISSUER.token("x " + SCOPE + " y")).statusCode()).isEqualTo(200);
		String scp = ISSUER.token((claims) -> claims.claim("scp", List.of(SCOPE)));
		assertThat(get("Bearer " + scp).statusCode()).isEqualTo(200);
		String rfc9068 = ISSUER.token(ISSUER.key(), new JOSEObjectType("at+jwt"),
				(claims) -> claims.claim("scope", SCOPE).audience(List.of("another", "orderflow")));
		assertThat(get("Bearer " + rfc9068).statusCode()).isEqualTo(200);
	}

	@Test
	void withoutATokenNobodyGetsIn() throws Exception {
		HttpResponse<String> answer = get();
		assertProblem(answer, 401);
		assertThat(answer.headers().firstValue("WWW-Authenticate").orElseThrow()).startsWith("Bearer ")
			.doesNotContain("error");
		assertThat(answer.headers().firstValue("Set-Cookie")).isEmpty();
	}

	static Stream<Arguments> badTokens() throws Exception {
		Instant now = Instant.now();
		String good = ISSUER.token(SCOPE);
		String[] parts = good.split("\\.");
		SignedJWT hmac = new SignedJWT(new JWSHeader.Builder(JWSAlgorithm.HS256).keyID("key-1").build(),
				ISSUER.claims((claims) -> claims.claim("scope", SCOPE)));
		hmac.sign(new MACSigner(ISSUER.key().toRSAPublicKey().getEncoded()));
		String none = new PlainJWT(ISSUER.claims((claims) -> claims.claim("scope", SCOPE))).serialize();
		return Stream.of(
				bad("expired",
						ISSUER.token((claims) -> claims.claim("scope", SCOPE)
							.issueTime(Date.from(now.minusSeconds(300)))
							.expirationTime(Date.from(now.minusSeconds(120))))),
				bad("never expires", ISSUER.token((claims) -> claims.claim("scope", SCOPE).expirationTime(null))),
				bad("not yet valid",
						ISSUER.token((claims) -> claims.claim("scope", SCOPE)
							.notBeforeTime(Date.from(now.plusSeconds(120)))
							.expirationTime(Date.from(now.plusSeconds(300))))),
				bad("for another service", ISSUER.token((claims) -> claims.claim("scope", SCOPE).audience("payroll"))),
				bad("for nobody", ISSUER.token((claims) -> claims.claim("scope", SCOPE).audience((String) null))),
				bad("of another issuer",
						ISSUER.token((claims) -> claims.claim("scope", SCOPE).issuer("https://issuer.example.com"))),
				bad("of no issuer", ISSUER.token((claims) -> claims.claim("scope", SCOPE).issuer(null))),
				bad("without a subject", ISSUER.token((claims) -> claims.claim("scope", SCOPE).subject(null))),
				bad("an empty subject", ISSUER.token((claims) -> claims.claim("scope", SCOPE).subject(""))),
				bad("a subject of two lines", ISSUER.token((claims) -> claims.claim("scope", SCOPE).subject("a\nb"))),
				bad("a subject that is no text",
						ISSUER.token((claims) -> claims.claim("scope", SCOPE).claim("sub", List.of("ada")))),
				bad("another type",
						ISSUER.token(ISSUER.key(), new JOSEObjectType("dpop+jwt"),
								(claims) -> claims.claim("scope", SCOPE))),
				bad("alg none", none), bad("alg none with a signature", none + parts[2]),
				bad("HS256 with the public key as its secret", hmac.serialize()),
				bad("an unknown key",
						ISSUER.token(Issuer.newKey("key-2"), JOSEObjectType.JWT,
								(claims) -> claims.claim("scope", SCOPE))),
				bad("an unknown key under a known name",
						ISSUER.token(Issuer.newKey("key-1"), JOSEObjectType.JWT,
								(claims) -> claims.claim("scope", SCOPE))),
				bad("tampered with", parts[0] + "." + tampered(parts[1]) + "." + parts[2]),
				bad("signature cut off", parts[0] + "." + parts[1] + "."), bad("garbage", "garbage"),
				bad("three dots", "..."), bad("long garbage", "x".repeat(4000)), bad("empty", ""),
				bad("two tokens", good + " " + good), bad("quoted", "\"" + good + "\""));
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("badTokens")
	void aBadTokenGetsNobodyIn(String name, String token) throws Exception {
		HttpResponse<String> answer = get("Bearer " + token);
		assertProblem(answer, 401);
		assertThat(answer.headers().firstValue("WWW-Authenticate").orElseThrow()).startsWith("Bearer ");
		if (token.length() > 10) {
			assertThat(answer.headers().map().toString() + answer.body()).doesNotContain(token);
		}
	}

	@Test
	void aTokenWithoutTheScopeIsForbidden() throws Exception {
		for (String scope : List.of("", "things", "things:reads", "THINGS:READ", "SCOPE_things:read", "*", "admin")) {
			HttpResponse<String> answer = get("Bearer " + ISSUER.token(scope));
			assertProblem(answer, 403);
			assertThat(answer.headers().firstValue("WWW-Authenticate").orElseThrow()).startsWith("Bearer ")
				.contains("error=\"insufficient_scope\"");
		}
		assertProblem(get("Bearer " + ISSUER.token((claims) -> {
		})), 403);
	}

	@Test
	void aTokenIsTakenFromOneAuthorizationHeaderAlone() throws Exception {
		String token = ISSUER.token(SCOPE);
		assertProblem(get("/things?access_token=" + token, new String[0]), 401);
		assertProblem(get("Basic " + Base64.getEncoder().encodeToString("user:password".getBytes())), 401);
		assertProblem(get("Basic " + token), 401);
		assertProblem(get(token), 401);
		// Which of two a server heeds is anybody's guess, and a proxy may guess
		// otherwise.
		assertProblem(get("Bearer x", "Bearer " + token), 400);
		assertProblem(get("Bearer " + token, "Bearer x"), 400);
		assertProblem(get("Bearer " + token, "Bearer " + token), 400);
	}

	private HttpResponse<String> get(String... authorization) throws Exception {
		return get("/things", authorization);
	}

	private HttpResponse<String> get(String path, String[] authorization) throws Exception {
		HttpRequest.Builder request = HttpRequest
			.newBuilder(URI.create("http://127.0.0.1:%d%s".formatted(this.port, path)));
		for (String header : authorization) {
			request.header("Authorization", header);
		}
		return this.client.send(request.build(), BodyHandlers.ofString());
	}

	private static void assertProblem(HttpResponse<String> answer, int status) {
		assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
		assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
		assertThat(answer.body()).contains("\"status\":" + status).doesNotContain("java.", "Exception");
	}

	private static Arguments bad(String name, String token) {
		return Arguments.of(name, token);
	}

	private static String tampered(String payload) {
		String claims = new String(Base64.getUrlDecoder().decode(payload), StandardCharsets.UTF_8);
		return Base64.getUrlEncoder()
			.withoutPadding()
			.encodeToString(claims.replace("\"ada\"", "\"eve\"").getBytes(StandardCharsets.UTF_8));
	}

}
