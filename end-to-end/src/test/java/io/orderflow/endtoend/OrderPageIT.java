package io.orderflow.endtoend;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

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
import org.openqa.selenium.Dimension;
import org.openqa.selenium.JavascriptExecutor;
import org.openqa.selenium.Keys;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.TakesScreenshot;
import org.openqa.selenium.WebDriver;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.support.ui.WebDriverWait;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The order page, as a person uses it, in a real browser. Debian has one in its packages
 * chromium and chromium-driver.
 */
@EnabledIf(value = "hasBrowser", disabledReason = "There is no chromium with its driver here")
class OrderPageIT {

	private static final Path BROWSER = Path.of("/usr/bin/chromium");

	private static final Path DRIVER = Path.of("/usr/bin/chromedriver");

	private static Pipeline pipeline;

	private WebDriver browser;

	static boolean hasBrowser() {
		return Files.isExecutable(BROWSER) && Files.isExecutable(DRIVER);
	}

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
		ChromeOptions options = new ChromeOptions();
		options.setBinary(BROWSER.toFile());
		options.addArguments("--headless=new", "--no-sandbox", "--disable-dev-shm-usage");
		ChromeDriverService service = new ChromeDriverService.Builder().usingDriverExecutable(DRIVER.toFile())
			// Selenium's own choice may be one that a test beside this one has put by.
			.usingPort(ServiceProcess.freePort())
			.build();
		this.browser = new ChromeDriver(service, options);
		this.browser.get(pipeline.api.uri("/").toString());
	}

	@AfterEach
	void close() {
		try {
			assertThat(this.browser.manage().logs().get(LogType.BROWSER).getAll())
				.as("what the browser complains of, as of the Content-Security-Policy")
				.noneMatch((entry) -> entry.getMessage().contains("Security") || entry.getMessage().contains("Error:"));
		}
		finally {
			this.browser.quit();
		}
	}

	@Test
	void anOrderBecomesAnInvoiceAndCancelledACreditNote() {
		button("Place the order").click();

		await("(PDF)", () -> text("shown").contains("(PDF)"));
		assertThat(text("shown")).contains("EUR 30.00", "Order taken", "Invoice 20");
		WebElement pdf = this.browser.findElement(By.partialLinkText("(PDF)"));
		String address = pdf.getDomProperty("href");
		assertThat(Http.get(URI.create(address)).headers().firstValue("Content-Type")).hasValue("application/pdf");
		String page = this.browser.getWindowHandle();
		pdf.click();
		await("another window", () -> this.browser.getWindowHandles().size() == 2);
		this.browser.getWindowHandles()
			.stream()
			.filter((window) -> !window.equals(page))
			.forEach(this.browser.switchTo()::window);
		await(address, () -> address.equals(this.browser.getCurrentUrl()));
		this.browser.close();
		this.browser.switchTo().window(page);

		button("Cancel the order").click();

		await("credit note", () -> text("shown").contains("Credit note C20"));
		assertThat(text("shown")).contains("Cancelled: Ordered by mistake");
		assertThat(this.browser.findElement(By.id("cancellation")).isDisplayed()).isFalse();
		assertThat(text("orders")).contains("credited");
	}

	@Test
	void aPartCanBeCancelled() {
		button("Place the order").click();
		await("(PDF)", () -> text("shown").contains("(PDF)"));
		WebElement quantity = this.browser.findElement(By.cssSelector("#cancelled-lines input"));
		quantity.clear();
		quantity.sendKeys("3");
		button("Cancel the order").click();

		await("the field's problem", () -> text("cancellation").contains("must be at most 2"));
		quantity.clear();
		quantity.sendKeys("1");
		button("Cancel the order").click();

		await("credit note", () -> text("shown").contains("Credit note C20"));
		assertThat(text("orders")).contains("partly credited");
	}

	@Test
	void whatIsWrongIsSaidAtItsFieldWhichGetsTheFocus() {
		WebElement name = field("/customer/name");
		name.clear();
		WebElement quantity = field("/lines/0/quantity");
		quantity.clear();
		quantity.sendKeys("none");
		button("Place the order").click();

		await("a problem", () -> !text("order-problem").isEmpty());
		WebElement wrong = this.browser.switchTo().activeElement();
		assertThat(wrong.getDomAttribute("aria-invalid")).isEqualTo("true");
		WebElement why = this.browser.findElement(By.id(wrong.getDomAttribute("aria-describedby")));
		assertThat(why.getText()).startsWith("must");
	}

	@Test
	void itCanBeUsedByKeyboardAlone() {
		pressOn(button("Place the order"));
		await("(PDF)", () -> text("shown").contains("(PDF)"));
		assertThat(this.browser.switchTo().activeElement().getDomAttribute("id")).isEqualTo("the-order");
		assertThat(text("state")).isEqualTo("It is invoiced.");

		pressOn(button("Cancel the order"));
		await("credit note", () -> text("shown").contains("Credit note C20"));

		pressOn(this.browser.findElement(By.cssSelector("#orders button")));
		await("the order of the list", () -> text("state").equals("It is credited."));
	}

	private void pressOn(WebElement element) {
		Actions keys = new Actions(this.browser);
		for (int i = 0; i < 60 && !element.equals(this.browser.switchTo().activeElement()); i++) {
			keys.sendKeys(Keys.TAB).perform();
		}
		assertThat(this.browser.switchTo().activeElement()).isEqualTo(element);
		keys.sendKeys(Keys.ENTER).perform();
	}

	@Test
	void everyFieldHasALabelAndNothingIsWiderThanAPhone() {
		this.browser.manage().window().setSize(new Dimension(360, 740));
		button("Add a line").click();
		button("Place the order").click();
		await("a problem", () -> !text("order-problem").isEmpty());

		List<WebElement> inputs = this.browser.findElements(By.cssSelector("input"))
			.stream()
			.filter(WebElement::isDisplayed)
			.toList();
		assertThat(inputs).hasSizeGreaterThan(10)
			.allSatisfy((input) -> assertThat(input.getAccessibleName()).isNotBlank());
		Object wider = ((JavascriptExecutor) this.browser)
			.executeScript("return document.documentElement.scrollWidth - document.documentElement.clientWidth");
		assertThat(wider).isEqualTo(0L);
	}

	@Test
	void whereTokensAreDemandedItAsksForOneAndForgetsItOnceItIsLeft() {
		Issuer issuer = Issuer.shared();
		try (ServiceProcess api = pipeline
			.startAnotherApi(Map.of("SPRING_SECURITY_OAUTH2_RESOURCESERVER_JWT_ISSUERURI", issuer.uri()))) {
			this.browser.get(api.uri("/").toString());
			WebElement token = this.browser.findElement(By.name("token"));
			await("the form for a token", token::isDisplayed);
			token.sendKeys(issuer.token("orders:read orders:write"), Keys.ENTER);
			await("no form any more", () -> !token.isDisplayed());
			button("Place the order").click();

			await("(PDF)", () -> text("shown").contains("(PDF)"));
			this.browser.navigate().refresh();
			await("the form again", () -> this.browser.findElement(By.name("token")).isDisplayed());
			assertThat(((JavascriptExecutor) this.browser)
				.executeScript("return localStorage.length + sessionStorage.length + document.cookie.length"))
				.isEqualTo(0L);
		}
	}

	/** Those of the README; made by {@code end-to-end/pictures}. */
	@Test
	@EnabledIfSystemProperty(named = "pictures.folder", matches = ".+")
	void pictures() throws IOException {
		Path folder = Path.of("..", System.getProperty("pictures.folder"));
		this.browser.manage().window().setSize(new Dimension(1100, 1000));
		button("Place the order").click();
		await("(PDF)", () -> text("shown").contains("(PDF)"));
		Files.write(folder.resolve("order-page.png"),
				((TakesScreenshot) this.browser).getScreenshotAs(OutputType.BYTES));
		String pdf = this.browser.findElement(By.partialLinkText("(PDF)")).getDomProperty("href");
		try (PDDocument document = Loader.loadPDF(Http.getBytes(URI.create(pdf)))) {
			BufferedImage page = new PDFRenderer(document).renderImageWithDPI(0, 100);
			assertThat(ImageIO.write(page, "png", folder.resolve("invoice.png").toFile())).isTrue();
		}
	}

	private WebElement button(String text) {
		return this.browser.findElement(By.xpath("//button[normalize-space()='" + text + "']"));
	}

	private WebElement field(String name) {
		return this.browser.findElement(By.name(name));
	}

	private String text(String id) {
		return this.browser.findElement(By.id(id)).getText();
	}

	private void await(String what, BooleanSupplier condition) {
		new WebDriverWait(this.browser, Duration.ofSeconds(30)).withMessage(what)
			.until((browser) -> condition.getAsBoolean());
	}

}
