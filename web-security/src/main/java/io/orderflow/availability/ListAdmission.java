package io.orderflow.availability;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpMethod;

/**
 * The same for lists, of which one can take as much memory as a hundred other requests.
 */
class ListAdmission extends Admission {

	/** The paths of lists: a collection's own, and not those of what is in it. */
	static final String PATHS = "/*";

	ListAdmission(int requests) {
		super(requests);
	}

	@Override
	public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
		return !isRead(request) || super.preHandle(request, response, handler);
	}

	@Override
	public void afterCompletion(HttpServletRequest request, HttpServletResponse response, Object handler,
			@Nullable Exception failure) {
		if (isRead(request)) {
			super.afterCompletion(request, response, handler, failure);
		}
	}

	private static boolean isRead(HttpServletRequest request) {
		return !HttpMethod.POST.matches(request.getMethod());
	}

}
