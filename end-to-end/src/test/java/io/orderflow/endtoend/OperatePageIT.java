package io.orderflow.endtoend;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

import io.orderflow.security.Issuer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import tools.jackson.databind.node.ObjectNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The operator's page of each service, as a person uses it, in a real browser.
 */
@EnabledIf(value = "io.orderflow.endtoend.Browser#isInstalled",
		disabledReason = "There is no chromium with its driver here")
class OperatePageIT {

	private static final String PAGE = "/operate.html";

	private static Pipeline pipeline;

	private Browser browser;

	@BeforeAll
	static void startServices() {
		pipeline = new Pipeline(new EmbeddedCloud());
	}

	@AfterAll
	static void stopServices() throws IOException {
		pipeline.close();
	}

	@BeforeEach
	void open() {
		this.browser = new Browser(pipeline.worker.uri(PAGE));
		awaitRest();
		assertThat(text("service")).isEqualTo("Invoice worker");
	}

	@AfterEach
	void close() {
		this.browser.close();
		pipeline.deadLetters().forEach((letter) -> pipeline.settle(letter, "discard"));
	}

	@Test
	void aDeadLetterIsLookedIntoAndDiscardedWithAReason() {
		pipeline.send("invoices", "{\"amount\":1.50,\"text\":\"<b>bold</b>\"}");
		refreshUntil("a dead letter", () -> text("letters").contains("unreadable 1 waiting"));

		this.browser.button("Look inside").click();
		this.browser.await("what is inside", () -> text("letters").contains("{ \"amount\": 1.50,"));
		assertThat(text("letters")).contains("\"text\": \"<b>bold</b>\"", "invoices-dead-letters");

		this.browser.button("Discard").click();
		confirm();
		this.browser.await("that a reason is demanded", () -> text("ask").contains("Say why"));
		confirm("<i>A test</i> of the shop");
		this.browser.await("that it is done", () -> said("letters").equals("1 dead letter discarded."));
		assertThat(text("letters")).contains("None waits.").doesNotContain("invoices-dead-letters");

		this.browser.field("state").sendKeys("those discarded");
		this.browser.await("who discarded it and why", () -> text("letters").contains("Discarded by anonymous"));
		assertThat(text("letters")).contains(": <i>A test</i> of the shop");
	}

	@Test
	void allOfAReasonArePutBackAtOnceAndMakeInvoices() throws IOException {
		List<String> orders = Stream.generate(() -> UUID.randomUUID().toString()).limit(3).toList();
		String example = Files.readString(Path.of("../contract/examples/valid/order-placed.json"));
		for (String order : orders) {
			ObjectNode event = ((ObjectNode) Pipeline.JSON.readTree(example)).put("id", order);
			pipeline.send("invoices-undelivered", pipeline.envelopeOf(event), Map.of("ERROR_CODE", "NO_PERMISSIONS"));
		}
		refreshUntil("three dead letters", () -> text("letters").contains("NO_PERMISSIONS 3 waiting"));
		assertThat(text("letters")).contains(orders);

		this.browser.button("Put back all").click();
		this.browser.await("the question", () -> this.browser.find("#ask").isDisplayed());
		assertThat(this.browser.find("#ask .primary").getText()).isEqualTo("Put back 3 dead letters");
		confirm();

		this.browser.await("that it is done", () -> said("letters").startsWith("3 dead letters put back."));
		this.browser.await("invoices", () -> orders.stream().allMatch((id) -> pipeline.invoicesOf(id).size() == 1));
		assertThat(text("letters")).contains("None waits.");
	}

	@Test
	void aParkedEventIsPutBackParkedAgainAndDiscarded() {
		long event = pipeline.postgres.jdbc("orders")
			.sql("insert into eventbridge_outbox (bus, source, detail_type, detail) values ('orders', '', 'Odd', "
					+ "'{\"price\":2.50}') returning id")
			.query(Long.class)
			.single();
		this.browser.open(pipeline.api.uri(PAGE));
		refreshUntil("a parked event", () -> text("parked").contains("Odd from no source"));
		assertThat(text("service")).isEqualTo("Order API");
		String parkedAt = parkedAt(event);

		this.browser.button("Look inside").click();
		this.browser.await("what is inside", () -> text("parked").contains("\"price\": 2.50"));
		this.browser.button("Put back").click();
		this.browser.await("that it is put back", () -> said("parked").startsWith("1 event put back."));
		refreshUntil("that it is parked again",
				() -> text("parked").contains("Odd from no source") && !parkedAt(event).equals(parkedAt));

		this.browser.button("Discard").click();
		confirm("Nobody knows who wrote it");
		this.browser.await("that it is done", () -> said("parked").equals("1 event discarded."));
		assertThat(text("parked")).contains("None waits.").doesNotContain("Odd");
		assertThat(Http.get(pipeline.api.uri("/actuator/outbox/" + event)).body())
			.contains("\"because\":\"Nobody knows who wrote it\"");
	}

	private static String parkedAt(long event) {
		return Pipeline.JSON.readTree(Http.get(pipeline.api.uri("/actuator/outbox/" + event)).body())
			.path("parkedAt")
			.asString("");
	}

	@Test
	void anOrderWaitsWhileTheRelayIsPausedAndIsInvoicedOnceItIsResumed() {
		this.browser.open(pipeline.api.uri(PAGE));
		awaitRest();
		assertThat(text("running")).contains("Running Outbox relay");

		this.browser.find("[aria-label='Pause Outbox relay']").click();
		confirm("The bus is being moved");
		this.browser.await("that it is paused", () -> said("running").equals("Outbox relay is paused."));
		assertThat(text("running")).contains("by anonymous: The bus is being moved");
		String order = pipeline.placeOrder();
		Awaitility.await().during(Duration.ofSeconds(2)).until(() -> pipeline.invoicesOf(order).isEmpty());
		refreshUntil("how it is", () -> text("health").contains("OUT OF SERVICE Outbox relay"));
		assertThat(text("health")).contains("What to do:");

		this.browser.find("[aria-label='Resume Outbox relay']").click();
		this.browser.await("that it runs", () -> said("running").equals("Outbox relay is resumed."));
		this.browser.await("an invoice", () -> pipeline.invoicesOf(order).size() == 1);
		refreshUntil("that all runs", () -> said("health").equals("All of it runs."));
	}

	@Test
	void itCanBeUsedByKeyboardAlone() {
		this.browser.pressOn(this.browser.find("[aria-label='Pause Listener invoices']"));
		this.browser.await("the question", () -> this.browser.find("#ask").isDisplayed());
		this.browser.focused().sendKeys(Keys.ESCAPE);
		assertThat(this.browser.focused().getAccessibleName()).isEqualTo("Pause Listener invoices");

		this.browser.focused().sendKeys(Keys.ENTER);
		this.browser.await("the field", () -> "because".equals(this.browser.focused().getDomAttribute("name")));
		this.browser.focused().sendKeys("A look at the books", Keys.ENTER);
		this.browser.await("that it is paused", () -> said("running").equals("Listener invoices is paused."));
		this.browser.await("the heading", () -> this.browser.focused().getText().equals("Relay and listeners"));
		assertThat(text("running")).contains("Paused Listener invoices", "by anonymous: A look at the books");
		this.browser.await("that the service heeds it",
				() -> pipeline.worker.log().stream().anyMatch((line) -> line.contains("Listener invoices stops")));

		this.browser.pressOn(this.browser.find("[aria-label='Resume Listener invoices']"));
		this.browser.await("that it runs", () -> said("running").equals("Listener invoices is resumed."));
		String order = pipeline.placeOrder();
		this.browser.await("an invoice", () -> pipeline.invoicesOf(order).size() == 1);
	}

	@Test
	void everyFieldHasALabelAndNothingIsWiderThanAPhone() {
		this.browser.sizeAsPhone();
		pipeline.send("invoices", "no-blank-in-it-".repeat(50));
		refreshUntil("a dead letter", () -> text("letters").contains("unreadable 1 waiting"));
		this.browser.button("Look inside").click();
		this.browser.await("what is inside", () -> text("letters").contains("in-it-no-blank"));
		assertThat(this.browser.overflow()).isZero();
		assertThat(this.browser.field("state").getAccessibleName()).isEqualTo("Show");

		this.browser.button("Discard all").click();
		this.browser.await("the question", () -> this.browser.find("#ask").isDisplayed());
		assertThat(this.browser.overflow()).isZero();
		assertThat(this.browser.field("because").getAccessibleName()).startsWith("Why");
		assertThat(text("ask")).contains("1 dead letter of the reason unreadable");
		confirm("A test");
		this.browser.await("that it is done", () -> said("letters").equals("1 dead letter discarded."));
	}

	@Test
	void whereTokensAreDemandedItAsksForOneThatMayOperate() {
		Issuer issuer = Issuer.shared();
		try (ServiceProcess api = pipeline
			.startAnotherApi(Map.of("SPRING_SECURITY_OAUTH2_RESOURCESERVER_JWT_ISSUERURI", issuer.uri()))) {
			this.browser.open(api.uri(PAGE));
			WebElement token = this.browser.field("token");
			this.browser.await("the form for a token", token::isDisplayed);
			assertThat(this.browser.find("main").isDisplayed()).isFalse();
			token.sendKeys(issuer.token("orders:read orders:write"), Keys.ENTER);
			this.browser.await("that it does not do",
					() -> text("problem").equals("This token does not have the scope operate."));

			token.sendKeys(issuer.token("operate"), Keys.ENTER);
			this.browser.await("the page", () -> this.browser.find("main").isDisplayed());
			assertThat(token.isDisplayed()).isFalse();
			awaitRest();
			assertThat(text("parked")).contains("None waits.");
			this.browser.driver.navigate().refresh();
			this.browser.await("the form again", () -> this.browser.field("token").isDisplayed());
			assertThat(this.browser.stored()).isZero();
		}
	}

	/** That of the README; made by {@code end-to-end/pictures}. */
	@Test
	@EnabledIfSystemProperty(named = "pictures.folder", matches = ".+")
	void picture() throws IOException {
		this.browser.sizeForPicture(1350);
		pipeline.send("invoices", "{\"source\":\"demo.orders\",\"detail-type\":\"OrderPlaced\",\"detail\":{}}");
		refreshUntil("a dead letter", () -> text("letters").contains("1 waiting"));
		this.browser.takePicture(Path.of("..", System.getProperty("pictures.folder"), "operate-page.png"));
	}

	/** Until the page has all that it asked for. */
	private void awaitRest() {
		this.browser.await("all of it", () -> "false".equals(this.browser.find("main").getDomAttribute("aria-busy")));
	}

	private void refreshUntil(String what, BooleanSupplier condition) {
		this.browser.await(what, () -> {
			this.browser.button("Refresh").click();
			awaitRest();
			return condition.getAsBoolean();
		});
	}

	/**
	 * With one blank wherever there is one or a new line, which the window's width
	 * decides.
	 */
	private String text(String id) {
		return this.browser.text(id).replaceAll("\\s+", " ");
	}

	private String said(String part) {
		return this.browser.find("#" + part + " .status").getText();
	}

	private void confirm(String because) {
		this.browser.await("the question", () -> this.browser.field("because").isDisplayed());
		this.browser.field("because").sendKeys(because);
		confirm();
	}

	private void confirm() {
		this.browser.find("#ask .primary").click();
	}

}
