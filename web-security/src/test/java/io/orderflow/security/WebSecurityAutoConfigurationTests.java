package io.orderflow.security;

import io.orderflow.availability.WebLimits;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.NoSuchBeanDefinitionException;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.security.web.SecurityFilterChain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * Spring Boot's own chains and pages stand back.
 */
class WebSecurityAutoConfigurationTests extends Guarded {

	@Autowired
	private ApplicationContext context;

	@Test
	void thereIsNoOtherChainAndNoOtherPageOfErrors() {
		assertThat(this.context.getBeanNamesForType(SecurityFilterChain.class)).containsExactly("doors");
		assertThat(this.context.getBean(ErrorController.class)).isInstanceOf(ErrorProblems.class);
		assertThat(this.context.containsBean("inMemoryUserDetailsManager")).isFalse();
	}

	@Test
	void anApplicationThatDoesNotSayItsScopesDoesNotStart() {
		assertThatThrownBy(
				() -> new SpringApplicationBuilder(WithoutRules.class).properties("server.port=0").run().close())
			.hasRootCauseInstanceOf(NoSuchBeanDefinitionException.class)
			.hasMessageContaining("ScopeRules");
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class WithoutRules {

		@Bean
		WebLimits limits(Environment environment) {
			return Binder.get(environment).bindOrCreate("limits", WebLimits.class);
		}

	}

}
