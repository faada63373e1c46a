package io.orderflow.invoices.document;

import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.orderflow.invoices.invoice.Invoice;
import org.jspecify.annotations.Nullable;
import org.thymeleaf.TemplateEngine;
import org.thymeleaf.context.Context;
import org.thymeleaf.templatemode.TemplateMode;
import org.thymeleaf.templateresolver.ClassLoaderTemplateResolver;

import org.springframework.context.MessageSource;
import org.springframework.context.support.ResourceBundleMessageSource;
import org.springframework.stereotype.Component;

/**
 * Fills in the templates, of the version that an invoice was issued with. They lie beside
 * this class, with their words in each language.
 */
@Component
class InvoiceTemplates {

	static final String FOLDER = InvoiceTemplates.class.getPackageName().replace('.', '/') + "/";

	private final TemplateEngine html = engine(TemplateMode.HTML);

	private final TemplateEngine xml = engine(TemplateMode.XML);

	/** By the templates' version. */
	private final Map<Integer, MessageSource> words = new ConcurrentHashMap<>();

	private static TemplateEngine engine(TemplateMode mode) {
		ClassLoaderTemplateResolver templates = new ClassLoaderTemplateResolver();
		templates.setTemplateMode(mode);
		templates.setPrefix(FOLDER);
		templates.setCharacterEncoding("UTF-8");
		TemplateEngine engine = new TemplateEngine();
		engine.setTemplateResolver(templates);
		return engine;
	}

	/**
	 * As a page.
	 * @param logo where it is; null where there is none
	 */
	String html(Invoice invoice, Locale language, @Nullable String logo) {
		int version = invoice.letterhead().template();
		Context context = context(invoice, language);
		context.setVariable("logo", logo);
		return this.html.process("invoice-" + version + ".html", context);
	}

	/**
	 * As UN/CEFACT's Cross Industry Invoice, with what EN 16931 wants of it.
	 */
	String xml(Invoice invoice, Locale language) {
		return this.xml.process("cii-" + invoice.letterhead().template() + ".xml", context(invoice, language));
	}

	private Context context(Invoice invoice, Locale language) {
		MessageSource words = this.words.computeIfAbsent(invoice.letterhead().template(), InvoiceTemplates::words);
		return new Context(language, Map.of("invoice", invoice, "text", new InvoiceTexts(invoice, language, words)));
	}

	private static MessageSource words(int version) {
		ResourceBundleMessageSource words = new ResourceBundleMessageSource();
		words.setBasename(FOLDER + "invoice-" + version);
		words.setDefaultEncoding("UTF-8");
		words.setFallbackToSystemLocale(false);
		return words;
	}

}
