package io.orderflow.orders.web;

import java.io.IOException;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.boot.web.servlet.FilterRegistration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/**
 * Counts the orders that were refused, by reason. It stands before security and all of
 * Spring MVC, and after what waits for bodies, whose refusals Spring MVC answers too: so
 * it sees every answer, once. <em>Not</em> what Tomcat refuses itself, nor a client that
 * went away while its body was on the way.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 10)
@FilterRegistration(dispatcherTypes = { DispatcherType.REQUEST, DispatcherType.ASYNC })
class RefusedOrders extends HttpFilter {

	private static final String PATH = "/orders";

	private final Map<Refusal, Counter> counters = new EnumMap<>(Refusal.class);

	RefusedOrders(MeterRegistry registry) {
		for (Refusal reason : Refusal.values()) {
			this.counters.put(reason,
					Counter.builder("orders.refused")
						.description("Requests to place an order that were answered with an error")
						.tag("reason", reason.name().toLowerCase(Locale.ROOT))
						.register(registry));
		}
	}

	@Override
	protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws IOException, ServletException {
		boolean answered = false;
		try {
			chain.doFilter(request, response);
			answered = true;
		}
		finally {
			int status = answered ? response.getStatus() : HttpStatus.INTERNAL_SERVER_ERROR.value();
			if (status >= 400 && HttpMethod.POST.matches(request.getMethod()) && PATH.equals(request.getRequestURI())) {
				this.counters.get(Refusal.of(status)).increment();
			}
		}
	}

}
