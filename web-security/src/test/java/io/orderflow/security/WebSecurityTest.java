package io.orderflow.security;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;

/**
 * The test application, over HTTP, with the settings that an application should have.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT, classes = TestApplication.class,
		properties = { "server.address=127.0.0.1", "spring.mvc.problemdetails.enabled=true",
				"spring.security.oauth2.resourceserver.jwt.audiences=orderflow",
				"management.endpoints.web.exposure.include=health,info,prometheus",
				"management.endpoint.health.probes.enabled=true",
				"management.endpoint.health.group.pipeline.include=ping",
				"management.endpoint.health.group.pipeline.show-details=always" })
@interface WebSecurityTest {

}
