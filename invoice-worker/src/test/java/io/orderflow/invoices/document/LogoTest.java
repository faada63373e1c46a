package io.orderflow.invoices.document;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;

import javax.imageio.ImageIO;

import io.orderflow.invoices.Events;
import io.orderflow.invoices.ServiceTest;
import io.orderflow.invoices.invoice.InvoicesFixture;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.junit.jupiter.api.Test;
import org.mustangproject.validator.ZUGFeRDValidator;

import org.springframework.http.MediaType;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class LogoTest extends ServiceTest {

	@DynamicPropertySource
	static void logo(DynamicPropertyRegistry properties) throws IOException {
		Path file = Files.write(Path.of("target", "logo.png"), image(BufferedImage.TYPE_INT_ARGB, "png"));
		properties.add("invoices.logo", () -> "file:" + file.toAbsolutePath());
	}

	@Test
	void aPngThatIsTransparentInPartIsOnTopOfTheInvoice() throws IOException {
		assertThat(imagesOf(issue())).isPositive();
	}

	@Test
	void aJpegToo() throws IOException {
		String number = issue();
		this.jdbc.sql("insert into logos select sha256(:jpeg), :jpeg on conflict do nothing")
			.param("jpeg", image(BufferedImage.TYPE_INT_RGB, "jpeg"))
			.update();
		InvoicesFixture.tamper(this.jdbc, """
				update invoices set letterhead = jsonb_set(letterhead, '{logo}', (select to_jsonb(encode(digest, 'hex'))
					from logos where starts_with(encode(content, 'hex'), 'ffd8ff')))""");

		assertThat(imagesOf(number)).isPositive();
	}

	private String issue() {
		INVOICES.send(Events.orderPlaced(UUID.randomUUID()));
		await().until(() -> this.jdbc.sql("select count(*) from invoices").query(Integer.class).single() == 1);
		return this.jdbc.sql("select number from invoices").query(String.class).single();
	}

	private int imagesOf(String number) throws IOException {
		byte[] pdf = this.http.get()
			.uri("/invoices/" + number)
			.accept(MediaType.APPLICATION_PDF)
			.exchange()
			.expectStatus()
			.isOk()
			.expectBody(byte[].class)
			.returnResult()
			.getResponseBody();
		assertThat(new ZUGFeRDValidator().validate(pdf, "invoice").replaceAll("\\s+", " "))
			.containsPattern("<pdf>((?!</pdf>).)*<summary status=\"valid\"/> </pdf>");
		int images = 0;
		try (PDDocument document = Loader.loadPDF(pdf)) {
			for (COSName object : document.getPage(0).getResources().getXObjectNames()) {
				images += document.getPage(0).getResources().isImageXObject(object) ? 1 : 0;
			}
		}
		return images;
	}

	private static byte[] image(int type, String format) throws IOException {
		BufferedImage image = new BufferedImage(300, 100, type);
		Graphics2D graphics = image.createGraphics();
		graphics.setColor(new Color(0x0b6e4f));
		graphics.fillOval(0, 0, 300, 100);
		graphics.dispose();
		ByteArrayOutputStream out = new ByteArrayOutputStream();
		assertThat(ImageIO.write(image, format, out)).isTrue();
		return out.toByteArray();
	}

}
