package io.orderflow.sqs;

import java.security.Principal;

import org.springframework.boot.actuate.endpoint.SecurityContext;

/**
 * Who calls an endpoint of the actuator.
 */
public final class Operator {

	private Operator() {
	}

	/**
	 * The operator's name, as it is kept.
	 * @param security of the call
	 * @return {@code anonymous} where the application asks for none
	 */
	public static String name(SecurityContext security) {
		Principal principal = security.getPrincipal();
		return (principal != null) ? principal.getName() : "anonymous";
	}

}
