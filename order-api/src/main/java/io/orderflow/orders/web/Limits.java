package io.orderflow.orders.web;

import io.orderflow.availability.WebLimits;

import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/**
 * What clients can hold of this service: {@code orders.web.*}. The default body holds the
 * largest order, even with every character escaped.
 */
@Configuration(proxyBeanMethods = false)
class Limits {

	@Bean
	WebLimits webLimits(Environment environment) {
		return Binder.get(environment).bindOrCreate("orders.web", WebLimits.class);
	}

}
