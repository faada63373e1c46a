package io.orderflow.orders.web;

import java.util.concurrent.Semaphore;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Lets no more than {@code orders.web.max-requests} requests in at once. Further ones get
 * their 503 at once: while the database is slow they would only wait, and with virtual
 * threads nothing else bounds how many. Spring MVC asks no interceptor about the
 * actuator's endpoints, so health is answered all the same.
 */
@Component
class Admission implements HandlerInterceptor, WebMvcConfigurer {

	private final Semaphore places;

	Admission(WebProperties properties) {
		this.places = new Semaphore(properties.maxRequests());
	}

	@Override
	public void addInterceptors(InterceptorRegistry interceptors) {
		interceptors.addInterceptor(this);
	}

	@Override
	public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
		if (!this.places.tryAcquire()) {
			throw new OverloadedException();
		}
		return true;
	}

	@Override
	public void afterCompletion(HttpServletRequest request, HttpServletResponse response, Object handler,
			@Nullable Exception failure) {
		this.places.release();
	}

}
