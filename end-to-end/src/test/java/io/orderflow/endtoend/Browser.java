package io.orderflow.endtoend;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;

import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.JavascriptExecutor;
import org.openqa.selenium.Keys;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.StaleElementReferenceException;
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
 * A real browser, and what a person does with it. Debian has one in its packages chromium
 * and chromium-driver.
 */
class Browser implements AutoCloseable {

	private static final Path BROWSER = Path.of("/usr/bin/chromium");

	private static final Path DRIVER = Path.of("/usr/bin/chromedriver");

	/** Of the smaller ones in use. */
	private static final Dimension PHONE = new Dimension(360, 740);

	final WebDriver driver;

	Browser(URI page) {
		ChromeOptions options = new ChromeOptions();
		options.setBinary(BROWSER.toFile());
		options.addArguments("--headless=new", "--no-sandbox", "--disable-dev-shm-usage");
		ChromeDriverService service = new ChromeDriverService.Builder().usingDriverExecutable(DRIVER.toFile())
			// Selenium's own choice may be one that a test beside this one has put by.
			.usingPort(ServiceProcess.freePort())
			.build();
		this.driver = new ChromeDriver(service, options);
		open(page);
	}

	static boolean isInstalled() {
		return Files.isExecutable(BROWSER) && Files.isExecutable(DRIVER);
	}

	void open(URI page) {
		this.driver.get(page.toString());
	}

	void sizeAsPhone() {
		this.driver.manage().window().setSize(PHONE);
	}

	/** As wide as the README's pictures. */
	void sizeForPicture(int height) {
		this.driver.manage().window().setSize(new Dimension(1100, height));
	}

	WebElement find(String selector) {
		return this.driver.findElement(By.cssSelector(selector));
	}

	/** The first one that can be seen. */
	WebElement button(String text) {
		By buttons = By.xpath("//button[normalize-space()='" + text + "']");
		return this.driver.findElements(buttons).stream().filter(WebElement::isDisplayed).findFirst().orElseThrow();
	}

	WebElement field(String name) {
		return this.driver.findElement(By.name(name));
	}

	WebElement focused() {
		return this.driver.switchTo().activeElement();
	}

	/** What can be seen in the element with this id. */
	String text(String id) {
		return this.driver.findElement(By.id(id)).getText();
	}

	void await(String what, BooleanSupplier condition) {
		new WebDriverWait(this.driver, Duration.ofSeconds(30)).withMessage(what)
			// The page has made that part anew meanwhile.
			.ignoring(StaleElementReferenceException.class)
			.until((driver) -> condition.getAsBoolean());
	}

	/** By keyboard alone. */
	void pressOn(WebElement element) {
		Actions keys = new Actions(this.driver);
		for (int i = 0; i < 60 && !element.equals(focused()); i++) {
			keys.sendKeys(Keys.TAB).perform();
		}
		assertThat(focused()).isEqualTo(element);
		keys.sendKeys(Keys.ENTER).perform();
	}

	void takePicture(Path file) throws IOException {
		Files.write(file, ((TakesScreenshot) this.driver).getScreenshotAs(OutputType.BYTES));
	}

	List<WebElement> fields() {
		return this.driver.findElements(By.cssSelector("input, select"))
			.stream()
			.filter(WebElement::isDisplayed)
			.toList();
	}

	/** CSS pixels by which the page is wider than the window. */
	long overflow() {
		return (Long) evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth");
	}

	/** How much the page has left in the browser's stores. */
	long stored() {
		return (Long) evaluate("localStorage.length + sessionStorage.length + document.cookie.length");
	}

	private Object evaluate(String expression) {
		return ((JavascriptExecutor) this.driver).executeScript("return " + expression);
	}

	/** Fails if the browser complains, as of the Content-Security-Policy. */
	@Override
	public void close() {
		try {
			assertThat(this.driver.manage().logs().get(LogType.BROWSER).getAll()).as("what the browser complains of")
				.noneMatch((entry) -> entry.getMessage().contains("Security") || entry.getMessage().contains("Error:"));
		}
		finally {
			this.driver.quit();
		}
	}

}
