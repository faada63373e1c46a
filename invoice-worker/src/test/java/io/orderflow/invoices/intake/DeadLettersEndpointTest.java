package io.orderflow.invoices.intake;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import io.micrometer.core.instrument.MeterRegistry;
import io.orderflow.invoices.Events;
import io.orderflow.invoices.ServiceTest;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.client.RestTestClient.ResponseSpec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * What an operator sees and does, with everything real.
 */
class DeadLettersEndpointTest extends ServiceTest {

	private static final String DISCARD = "{\"action\":\"discard\",\"because\":\"a test of the shop\"}";

	private static final String PUT_BACK = "{\"action\":\"put-back\"}";

	@Autowired
	private MeterRegistry meters;

	@Test
	void theyAreListedByReasonAndQueueInPages() {
		for (int i = 0; i < 3; i++) {
			INVOICES.send("not JSON " + i);
		}
		UNDELIVERED.sendWithAttribute("[]", "ERROR_CODE", "NO_RESOURCE");
		awaitWaiting(4);

		JsonNode all = get("");
		assertThat(all.get("counts").toString()).isEqualTo("{\"NO_RESOURCE\":1,\"unreadable\":3}");
		assertThat(all.get("items")).hasSize(4).allSatisfy((letter) -> assertThat(letter.has("envelope")).isFalse());
		assertThat(all.get("next").isNull()).isTrue();
		assertThat(ids(all)).isSortedAccordingTo((one, other) -> Long.compare(other, one));
		assertThat(get("?reason=NO_RESOURCE").get("items")).hasSize(1);
		assertThat(get("?queue=invoices-dead-letters").get("items")).hasSize(3);
		assertThat(get("?reason=nothing").get("items")).isEmpty();

		List<Long> paged = new ArrayList<>();
		JsonNode page = get("?order=oldest&limit=3");
		paged.addAll(ids(page));
		page = get("?order=oldest&limit=3&after=" + page.get("next").asLong());
		paged.addAll(ids(page));
		assertThat(paged).hasSize(4).isSorted();
		assertThat(page.get("next").isNull()).isTrue();
	}

	@Test
	void oneIsShownWithItsWholeEnvelope() {
		String body = "{\"customer\":\"<b>Ada</b> \\u0000 \uD83D\uDE00\"}";
		INVOICES.send(body);
		awaitWaiting(1);

		JsonNode letter = get("/" + ids(get("")).get(0));

		assertThat(letter.get("envelope").asString()).isEqualTo(body);
		assertThat(letter.get("state").asString()).isEqualTo("waiting");
		assertThat(letter.get("attributes").get("reason").asString()).isEqualTo("unreadable");
		assertThat(letter.has("orderId")).isFalse();
	}

	@Test
	void oneThatCanBeInvoicedByNowIsInvoicedOncePutBack() {
		UUID order = UUID.randomUUID();
		UNDELIVERED.sendWithAttribute(Events.orderPlaced(order), "ERROR_CODE", "NO_PERMISSIONS");
		awaitWaiting(1);
		long id = ids(get("")).get(0);
		double before = this.meters.get("dead.letters.put.back").counter().count();

		post("/" + id, PUT_BACK).expectStatus()
			.isOk()
			.expectBody()
			.json("{\"action\":\"put-back\",\"done\":1,\"failed\":0}");

		await().until(() -> invoices() == 1);
		JsonNode letter = get("/" + id);
		assertThat(letter.get("state").asString()).isEqualTo("put-back");
		assertThat(letter.hasNonNull("settledAt")).isTrue();
		assertThat(get("").get("items")).isEmpty();
		assertThat(ids(get("?state=put-back"))).containsExactly(id);
		assertThat(this.meters.get("dead.letters.put.back").counter().count()).isEqualTo(before + 1);
		post("/" + id, PUT_BACK).expectStatus().isEqualTo(409);
		post("/" + id, DISCARD).expectStatus().isEqualTo(409);
	}

	@Test
	void oneThatIsInvoicedAlreadyMakesNothingWhenPutBack() {
		String event = Events.orderPlaced(UUID.randomUUID());
		INVOICES.send(event);
		await().until(() -> invoices() == 1);
		UNDELIVERED.send(event);
		awaitWaiting(1);
		double before = this.meters.get("invoices.duplicates").counter().count();

		post("/" + ids(get("")).get(0), PUT_BACK).expectStatus().isOk();

		await().until(() -> this.meters.get("invoices.duplicates").counter().count() == before + 1);
		assertThat(invoices()).isEqualTo(1);
		assertThat(get("").get("items")).isEmpty();
	}

	@Test
	void aCrashBetweenSendingAndMarkingMakesNothingTwice() {
		UNDELIVERED.send(Events.orderPlaced(UUID.randomUUID()));
		awaitWaiting(1);
		String one = "/" + ids(get("")).get(0);
		double before = this.meters.get("invoices.duplicates").counter().count();
		this.jdbc.sql("create function fail() returns trigger language plpgsql as 'begin raise ''killed''; end'")
			.update();
		this.jdbc.sql("create trigger fail before update on dead_letters execute function fail()").update();

		post(one, PUT_BACK).expectStatus().is5xxServerError();
		await().until(() -> invoices() == 1);
		this.jdbc.sql("drop function fail cascade").update();
		assertThat(get(one).get("state").asString()).isEqualTo("waiting");
		post(one, PUT_BACK).expectStatus().isOk();

		await().until(() -> this.meters.get("invoices.duplicates").counter().count() == before + 1);
		assertThat(invoices()).isEqualTo(1);
		assertThat(get("").get("items")).isEmpty();
	}

	@Test
	void whileTheDatabaseIsAwayTheAnswerIs503() {
		DATABASE.takeAway();
		try {
			this.http.get()
				.uri("/actuator/deadletters")
				.exchange()
				.expectStatus()
				.isEqualTo(503)
				.expectHeader()
				.exists("Retry-After");
		}
		finally {
			DATABASE.bringBack();
		}
		await().ignoreExceptions().until(() -> get("").get("items").isEmpty());
	}

	@Test
	void oneThatIsPoisonStillComesBackAsAnother() {
		INVOICES.send("not JSON");
		awaitWaiting(1);
		long id = ids(get("")).get(0);

		post("/" + id, PUT_BACK).expectStatus().isOk();

		awaitWaiting(1);
		assertThat(ids(get(""))).hasSize(1).doesNotContain(id);
		assertThat(get("?state=all").get("items")).hasSize(2);
	}

	@Test
	void oneIsDiscardedAndKeptWithTheReasonForIt() {
		INVOICES.send("not JSON");
		awaitWaiting(1);
		long id = ids(get("")).get(0);

		post("/" + id, DISCARD).expectStatus().isOk();

		JsonNode letter = get("/" + id);
		assertThat(letter.get("state").asString()).isEqualTo("discarded");
		assertThat(letter.get("because").asString()).isEqualTo("a test of the shop");
		assertThat(letter.get("envelope").asString()).isEqualTo("not JSON");
		post("/" + id, PUT_BACK).expectStatus()
			.isEqualTo(409)
			.expectBody()
			.jsonPath("$.detail")
			.isEqualTo("Dead letter " + id + " is discarded already");
	}

	@Test
	void allOfAReasonArePutBackOrDiscardedAndTheOthersAreNot() {
		for (int i = 0; i < 23; i++) {
			UNDELIVERED.sendWithAttribute(Events.orderPlaced(UUID.randomUUID()), "ERROR_CODE", "NO_PERMISSIONS");
		}
		UNDELIVERED.sendWithAttribute("[]", "ERROR_CODE", "NO_RESOURCE");
		awaitWaiting(24);

		post("", "{\"action\":\"put-back\",\"reason\":\"NO_PERMISSIONS\"}").expectBody()
			.json("{\"action\":\"put-back\",\"done\":23,\"failed\":0}");

		await().until(() -> invoices() == 23);
		assertThat(get("").get("counts").toString()).isEqualTo("{\"NO_RESOURCE\":1}");
		post("", "{\"action\":\"discard\",\"reason\":\"NO_RESOURCE\",\"because\":\"no order\"}").expectBody()
			.json("{\"action\":\"discard\",\"done\":1,\"failed\":0}");
		post("", "{\"action\":\"put-back\",\"reason\":\"NO_RESOURCE\"}").expectBody()
			.json("{\"action\":\"put-back\",\"done\":0,\"failed\":0}");
	}

	@Test
	void wrongInputIsAnsweredAsSuch() {
		INVOICES.send("not JSON");
		awaitWaiting(1);
		String one = "/" + ids(get("")).get(0);

		for (String query : List.of("?limit=0", "?limit=101", "?limit=x", "?after=x", "?state=gone", "?order=random",
				"?reason=%00", "?queue=%00", "/x")) {
			this.http.get().uri(URI.create("/actuator/deadletters" + query)).exchange().expectStatus().isBadRequest();
		}
		for (String body : List.of("", "{}", "[]", "{", "{\"action\":\"delete\"}", "{\"action\":\"discard\"}",
				"{\"action\":{\"put\":\"back\"}}", "{\"action\":\"discard\",\"because\":\" \"}",
				"{\"action\":\"discard\",\"because\":\"a\\r\\nb\"}", "{\"action\":\"discard\",\"because\":\"\\u0000\"}",
				"{\"action\":\"discard\",\"because\":\"\\ud800\"}",
				"{\"action\":\"discard\",\"because\":\"" + "x".repeat(1001) + "\"}")) {
			post(one, body).expectStatus().isBadRequest();
		}
		post("", PUT_BACK).expectStatus().isBadRequest();
		post("", "{\"action\":\"put-back\",\"reason\":\"a\\u0000\"}").expectStatus().isBadRequest();
		post("/999999999", PUT_BACK).expectStatus().isNotFound();
		this.http.get().uri("/actuator/deadletters/999999999").exchange().expectStatus().isNotFound();
		assertThat(get("").get("items")).hasSize(1);
	}

	private void awaitWaiting(int count) {
		await().until(() -> get("?limit=100").get("items").size() == count);
	}

	private JsonNode get(String what) {
		byte[] body = this.http.get()
			.uri("/actuator/deadletters" + what)
			.accept(MediaType.APPLICATION_JSON)
			.exchange()
			.expectStatus()
			.isOk()
			.expectBody()
			.returnResult()
			.getResponseBody();
		return JsonMapper.shared().readTree(body);
	}

	private ResponseSpec post(String what, String body) {
		return this.http.post()
			.uri("/actuator/deadletters" + what)
			.contentType(MediaType.APPLICATION_JSON)
			.body(body)
			.exchange();
	}

	private static List<Long> ids(JsonNode page) {
		return page.get("items").valueStream().map((letter) -> letter.get("id").asLong()).toList();
	}

	private int invoices() {
		return this.jdbc.sql("select count(*) from invoices").query(Integer.class).single();
	}

}
