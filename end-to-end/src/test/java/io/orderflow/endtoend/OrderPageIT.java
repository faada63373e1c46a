package io.orderflow.endtoend;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;

import javax.imageio.ImageIO;

import io.orderflow.security.Issuer;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The order page, as a person uses it, in a real browser.
 */
@EnabledIf(value = "io.orderflow.endtoend.Browser#isInstalled",
		disabledReason = "There is no chromium with its driver here")
class OrderPageIT {

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
		this.browser = new Browser(pipeline.api.uri("/"));
	}

	@AfterEach
	void close() {
		this.browser.close();
	}

	@Test
	void anOrderBecomesAnInvoiceAndCancelledACreditNote() {
		this.browser.button("Place the order").click();

		this.browser.await("(PDF)", () -> this.browser.text("shown").contains("(PDF)"));
		assertThat(this.browser.text("shown")).contains("EUR 30.00", "Order taken", "Invoice 20");
		WebElement pdf = this.browser.driver.findElement(By.partialLinkText("(PDF)"));
		String address = pdf.getDomProperty("href");
		assertThat(Http.get(URI.create(address)).headers().firstValue("Content-Type")).hasValue("application/pdf");
		String page = this.browser.driver.getWindowHandle();
		pdf.click();
		this.browser.await("another window", () -> this.browser.driver.getWindowHandles().size() == 2);
		this.browser.driver.getWindowHandles()
			.stream()
			.filter((window) -> !window.equals(page))
			.forEach(this.browser.driver.switchTo()::window);
		this.browser.await(address, () -> address.equals(this.browser.driver.getCurrentUrl()));
		this.browser.driver.close();
		this.browser.driver.switchTo().window(page);

		this.browser.button("Cancel the order").click();

		this.browser.await("credit note", () -> this.browser.text("shown").contains("Credit note C20"));
		assertThat(this.browser.text("shown")).contains("Cancelled: Ordered by mistake");
		assertThat(this.browser.find("#cancellation").isDisplayed()).isFalse();
		assertThat(this.browser.text("orders")).contains("credited");
	}

	@Test
	void aPartCanBeCancelled() {
		this.browser.button("Place the order").click();
		this.browser.await("(PDF)", () -> this.browser.text("shown").contains("(PDF)"));
		WebElement quantity = this.browser.find("#cancelled-lines input");
		quantity.clear();
		quantity.sendKeys("3");
		this.browser.button("Cancel the order").click();

		this.browser.await("the field's problem",
				() -> this.browser.text("cancellation").contains("must be at most 2"));
		quantity.clear();
		quantity.sendKeys("1");
		this.browser.button("Cancel the order").click();

		this.browser.await("credit note", () -> this.browser.text("shown").contains("Credit note C20"));
		assertThat(this.browser.text("orders")).contains("partly credited");
	}

	@Test
	void whatIsWrongIsSaidAtItsFieldWhichGetsTheFocus() {
		WebElement name = this.browser.field("/customer/name");
		name.clear();
		WebElement quantity = this.browser.field("/lines/0/quantity");
		quantity.clear();
		quantity.sendKeys("none");
		this.browser.button("Place the order").click();

		this.browser.await("a problem", () -> !this.browser.text("order-problem").isEmpty());
		WebElement wrong = this.browser.focused();
		assertThat(wrong.getDomAttribute("aria-invalid")).isEqualTo("true");
		WebElement why = this.browser.driver.findElement(By.id(wrong.getDomAttribute("aria-describedby")));
		assertThat(why.getText()).startsWith("must");
	}

	@Test
	void itCanBeUsedByKeyboardAlone() {
		this.browser.pressOn(this.browser.button("Place the order"));
		this.browser.await("(PDF)", () -> this.browser.text("shown").contains("(PDF)"));
		assertThat(this.browser.focused().getDomAttribute("id")).isEqualTo("the-order");
		assertThat(this.browser.text("state")).isEqualTo("It is invoiced.");

		this.browser.pressOn(this.browser.button("Cancel the order"));
		this.browser.await("credit note", () -> this.browser.text("shown").contains("Credit note C20"));

		this.browser.pressOn(this.browser.find("#orders button"));
		this.browser.await("the order of the list", () -> this.browser.text("state").equals("It is credited."));
	}

	@Test
	void everyFieldHasALabelAndNothingIsWiderThanAPhone() {
		this.browser.sizeAsPhone();
		this.browser.button("Add a line").click();
		this.browser.button("Place the order").click();
		this.browser.await("a problem", () -> !this.browser.text("order-problem").isEmpty());

		assertThat(this.browser.fields()).hasSizeGreaterThan(10)
			.allSatisfy((field) -> assertThat(field.getAccessibleName()).isNotBlank());
		assertThat(this.browser.overflow()).isZero();
	}

	@Test
	void whereTokensAreDemandedItAsksForOneAndForgetsItOnceItIsLeft() {
		Issuer issuer = Issuer.shared();
		try (ServiceProcess api = pipeline
			.startAnotherApi(Map.of("SPRING_SECURITY_OAUTH2_RESOURCESERVER_JWT_ISSUERURI", issuer.uri()))) {
			this.browser.open(api.uri("/"));
			WebElement token = this.browser.field("token");
			this.browser.await("the form for a token", token::isDisplayed);
			token.sendKeys(issuer.token("orders:read orders:write"), Keys.ENTER);
			this.browser.await("no form any more", () -> !token.isDisplayed());
			this.browser.button("Place the order").click();

			this.browser.await("(PDF)", () -> this.browser.text("shown").contains("(PDF)"));
			this.browser.driver.navigate().refresh();
			this.browser.await("the form again", () -> this.browser.field("token").isDisplayed());
			assertThat(this.browser.stored()).isZero();
		}
	}

	/** Those of the README; made by {@code end-to-end/pictures}. */
	@Test
	@EnabledIfSystemProperty(named = "pictures.folder", matches = ".+")
	void pictures() throws IOException {
		Path folder = Path.of("..", System.getProperty("pictures.folder"));
		this.browser.sizeForPicture(1000);
		this.browser.button("Place the order").click();
		this.browser.await("(PDF)", () -> this.browser.text("shown").contains("(PDF)"));
		this.browser.takePicture(folder.resolve("order-page.png"));
		String pdf = this.browser.driver.findElement(By.partialLinkText("(PDF)")).getDomProperty("href");
		try (PDDocument document = Loader.loadPDF(Http.getBytes(URI.create(pdf)))) {
			BufferedImage page = new PDFRenderer(document).renderImageWithDPI(0, 100);
			assertThat(ImageIO.write(page, "png", folder.resolve("invoice.png").toFile())).isTrue();
		}
	}

}
