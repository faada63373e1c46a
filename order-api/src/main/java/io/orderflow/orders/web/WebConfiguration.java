package io.orderflow.orders.web;

import java.util.EnumSet;

import jakarta.servlet.DispatcherType;

import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;

/**
 * Keeps what a connection costs low, before anybody has said who is at its other end.
 */
@Configuration(proxyBeanMethods = false)
class WebConfiguration {

	private static final String SOCKET_BUFFER = "2048";

	/** Comes before security: a refused request, too, must not hold a thread. */
	@Bean
	FilterRegistrationBean<ReceiveBodies> receiveBodies(WebProperties properties) {
		FilterRegistrationBean<ReceiveBodies> filter = new FilterRegistrationBean<>(new ReceiveBodies(properties));
		filter.setDispatcherTypes(EnumSet.of(DispatcherType.REQUEST, DispatcherType.ASYNC));
		filter.setOrder(Ordered.HIGHEST_PRECEDENCE);
		return filter;
	}

	/**
	 * Tomcat gives each connection two of 8 KB, idle or not, for which Boot has no
	 * setting.
	 */
	@Bean
	WebServerFactoryCustomizer<TomcatServletWebServerFactory> smallSocketBuffers() {
		return (tomcat) -> tomcat.addConnectorCustomizers((connector) -> {
			connector.setProperty("socket.appReadBufSize", SOCKET_BUFFER);
			connector.setProperty("socket.appWriteBufSize", SOCKET_BUFFER);
		});
	}

}
