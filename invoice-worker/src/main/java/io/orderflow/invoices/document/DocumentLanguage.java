package io.orderflow.invoices.document;

import java.util.Locale;

import io.orderflow.invoices.invoice.Invoice;
import io.orderflow.invoices.invoice.Languages;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.web.servlet.LocaleResolver;
import org.springframework.web.servlet.i18n.AcceptHeaderLocaleResolver;

/**
 * The language of a document: the one that {@code Accept-Language} asks for, if there is
 * such, and else the one that the invoice was issued in.
 */
@Configuration(proxyBeanMethods = false)
class DocumentLanguage {

	/** Stands for none of them. */
	private static final Locale NOT_ASKED = Locale.ROOT;

	@Bean
	LocaleResolver localeResolver() {
		AcceptHeaderLocaleResolver resolver = new AcceptHeaderLocaleResolver();
		resolver.setSupportedLocales(Languages.ALL);
		resolver.setDefaultLocale(NOT_ASKED);
		return resolver;
	}

	static Locale of(Invoice invoice) {
		Locale asked = LocaleContextHolder.getLocale();
		return asked.equals(NOT_ASKED) ? invoice.letterhead().language() : asked;
	}

}
