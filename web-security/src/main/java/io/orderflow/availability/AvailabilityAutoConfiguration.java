package io.orderflow.availability;

import java.util.EnumSet;

import jakarta.servlet.DispatcherType;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Keeps the service answering, whatever its clients hold: {@link WebLimits} says how much
 * that may be.
 */
@AutoConfiguration
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
public class AvailabilityAutoConfiguration {

	private static final String SOCKET_BUFFER = "2048";

	private static final String TRAILERS = "256";

	AvailabilityAutoConfiguration() {
	}

	/** Comes before security: a refused request, too, must not hold a thread. */
	@Bean
	FilterRegistrationBean<ReceiveBodies> receiveBodies(WebLimits limits) {
		FilterRegistrationBean<ReceiveBodies> filter = new FilterRegistrationBean<>(new ReceiveBodies(limits));
		filter.setDispatcherTypes(EnumSet.of(DispatcherType.REQUEST, DispatcherType.ASYNC));
		filter.setOrder(Ordered.HIGHEST_PRECEDENCE);
		return filter;
	}

	@Bean
	WebMvcConfigurer admission(WebLimits limits) {
		Admission all = new Admission(limits.maxRequests());
		Admission lists = new ListAdmission(limits.maxLists());
		return new WebMvcConfigurer() {
			@Override
			public void addInterceptors(InterceptorRegistry interceptors) {
				interceptors.addInterceptor(all);
				interceptors.addInterceptor(lists).addPathPatterns(ListAdmission.PATHS);
			}
		};
	}

	/**
	 * Tomcat gives each connection two of 8 KB, idle or not, and one more as soon as it
	 * sends something, for trailers that nobody sends. Boot has no settings for them.
	 */
	@Bean
	WebServerFactoryCustomizer<TomcatServletWebServerFactory> smallBuffers() {
		return (tomcat) -> tomcat.addConnectorCustomizers((connector) -> {
			connector.setProperty("socket.appReadBufSize", SOCKET_BUFFER);
			connector.setProperty("socket.appWriteBufSize", SOCKET_BUFFER);
			connector.setProperty("maxTrailerSize", TRAILERS);
		});
	}

}
