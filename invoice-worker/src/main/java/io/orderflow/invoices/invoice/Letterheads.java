package io.orderflow.invoices.invoice;

import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.core.io.Resource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * The letterhead that invoices are issued with, and the logos of all there ever were.
 */
@Repository
public class Letterheads {

	private static final int LARGEST_LOGO = 1024 * 1024;

	private final JdbcClient jdbc;

	private final Letterhead current;

	/**
	 * Keeps the logo, if there is one.
	 * @throws InvalidConfigurationPropertyValueException if it cannot be read, or is no
	 * PNG or JPEG of at most 1 MB
	 */
	Letterheads(JdbcClient jdbc, InvoiceSettings settings) {
		this.jdbc = jdbc;
		this.current = new Letterhead(settings.seller(), settings.zone(), settings.language(), Letterhead.TEMPLATE,
				(settings.logo() != null) ? keep(settings.logo()) : null);
	}

	Letterhead current() {
		return this.current;
	}

	/**
	 * {@return a logo's bytes, a PNG or a JPEG; empty if there never was such a logo}
	 * @param digest as the letterhead has it
	 */
	public Optional<byte[]> logo(String digest) {
		return this.jdbc.sql("select content from logos where digest = :digest")
			.param("digest", HexFormat.of().parseHex(digest))
			.query(byte[].class)
			.optional();
	}

	private String keep(Resource logo) {
		byte[] content = read(logo);
		byte[] digest = sha256(content);
		this.jdbc.sql("insert into logos (digest, content) values (:digest, :content) on conflict do nothing")
			.param("digest", digest)
			.param("content", content)
			.update();
		return HexFormat.of().formatHex(digest);
	}

	private static byte[] read(Resource logo) {
		try {
			byte[] content = logo.getContentAsByteArray();
			String start = HexFormat.of().formatHex(content, 0, Math.min(content.length, 4));
			if (content.length > LARGEST_LOGO || !(start.equals("89504e47") || start.startsWith("ffd8ff"))) {
				throw new InvalidConfigurationPropertyValueException("invoices.logo", logo,
						"It must be a PNG or a JPEG of at most 1 MB.");
			}
			return content;
		}
		catch (IOException ex) {
			throw new InvalidConfigurationPropertyValueException("invoices.logo", logo, "It cannot be read: " + ex);
		}
	}

	private static byte[] sha256(byte[] content) {
		try {
			return MessageDigest.getInstance("SHA-256").digest(content);
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("Every Java has SHA-256", ex);
		}
	}

}
