package io.orderflow.security;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
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
