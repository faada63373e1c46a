package io.orderflow.availability;

import java.util.concurrent.Semaphore;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.web.servlet.HandlerInterceptor;

/**
 * Lets no more than so many requests in at once. Further ones get their 503 at once:
 * while the database is slow they would only wait, and with virtual threads nothing else
 * bounds how many. Spring MVC asks no interceptor about the actuator's endpoints, so
 * health is answered all the same.
 */
class Admission implements HandlerInterceptor {

	private final Semaphore places;

	Admission(int requests) {
		this.places = new Semaphore(requests);
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
