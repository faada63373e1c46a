package io.orderflow.security;

import java.util.List;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * What the browser is told of each {@link StaticPage}.
 */
class PagePolicy implements WebMvcConfigurer {

	private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self';"
			+ " connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

	private final List<StaticPage> pages;

	PagePolicy(ObjectProvider<StaticPage> pages) {
		this.pages = pages.stream().toList();
	}

	@Override
	public void addInterceptors(InterceptorRegistry interceptors) {
		HandlerInterceptor policy = new HandlerInterceptor() {
			@Override
			public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
				response.setHeader("Content-Security-Policy", POLICY);
				return true;
			}
		};
		this.pages.forEach((page) -> interceptors.addInterceptor(policy).addPathPatterns(page.paths()));
	}

}
