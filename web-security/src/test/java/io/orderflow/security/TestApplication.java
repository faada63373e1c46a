package io.orderflow.security;

import io.orderflow.availability.WebLimits;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;
import org.springframework.http.HttpMethod;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

import static org.springframework.security.oauth2.core.authorization.OAuth2AuthorizationManagers.hasScope;

/**
 * An application that uses the starter as anyone's would.
 */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
class TestApplication {

	@Bean
	WebLimits limits(Environment environment) {
		return Binder.get(environment).bindOrCreate("limits", WebLimits.class);
	}

	@Bean
	StaticPage page() {
		return StaticPage.at("/page.html", "/page/*");
	}

	@Bean
	ScopeRules scopes() {
		return (requests) -> requests.requestMatchers(HttpMethod.GET, "/things")
			.access(hasScope("things:read"))
			.requestMatchers(HttpMethod.POST, "/things")
			.access(hasScope("things:write"));
	}

	@RestController
	static class Things {

		@GetMapping("/things")
		String list() {
			return "items";
		}

		@PostMapping("/things")
		String add() {
			return "added";
		}

		@GetMapping("/unruled")
		String unruled() {
			return "items";
		}

	}

}
