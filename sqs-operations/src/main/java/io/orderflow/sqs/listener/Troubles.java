package io.orderflow.sqs.listener;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;

/**
 * All that is wrong, as one health: the worst status, each reason, and what to do.
 */
class Troubles {

	/** The worst first, as Spring Boot has them. */
	private static final List<Status> ORDER = List.of(Status.DOWN, Status.OUT_OF_SERVICE, Status.UNKNOWN);

	private final List<Trouble> all = new ArrayList<>();

	void add(Trouble trouble) {
		this.all.add(trouble);
	}

	/** Up if there are none. */
	void putInto(Health.Builder health) {
		if (this.all.isEmpty()) {
			health.up();
			return;
		}
		this.all.sort(Comparator.comparing((trouble) -> ORDER.indexOf(trouble.status())));
		health.status(this.all.get(0).status())
			.withDetail("reason", joined(Trouble::reason))
			.withDetail("fix", joined(Trouble::fix));
	}

	private String joined(Function<Trouble, String> part) {
		return this.all.stream().map(part).distinct().collect(Collectors.joining(". "));
	}

}
