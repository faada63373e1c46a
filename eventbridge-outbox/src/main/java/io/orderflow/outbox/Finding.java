package io.orderflow.outbox;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;

/**
 * What is wrong, for an operator who did not write it.
 *
 * @param reason what is seen
 * @param fix what to do about it
 */
record Finding(Status status, String reason, String fix) {

	void tell(Health.Builder health) {
		health.status(this.status).withDetail("reason", this.reason).withDetail("fix", this.fix);
	}

}
