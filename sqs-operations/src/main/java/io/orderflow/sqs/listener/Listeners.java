package io.orderflow.sqs.listener;

import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

import io.awspring.cloud.sqs.listener.AbstractMessageListenerContainer;
import io.awspring.cloud.sqs.listener.MessageListenerContainerRegistry;

import org.springframework.util.function.SingletonSupplier;

/**
 * The listeners of this instance. They are there once all beans are.
 */
class Listeners {

	private final Supplier<List<Listener>> all;

	Listeners(MessageListenerContainerRegistry containers, Polls polls, KnownPauses pauses, Clock clock) {
		this.all = SingletonSupplier.of(() -> containers.getListenerContainers()
			.stream()
			.<AbstractMessageListenerContainer<?, ?, ?>>map(AbstractMessageListenerContainer.class::cast)
			.map((container) -> new Listener(container, polls, pauses, clock))
			.sorted(Comparator.comparing(Listener::id))
			.toList());
	}

	/** By their ids. */
	List<Listener> all() {
		return this.all.get();
	}

	Optional<Listener> find(String id) {
		return all().stream().filter((listener) -> listener.id().equals(id)).findAny();
	}

	/** Of all of them, each by its name, URL or ARN. */
	List<String> queues() {
		return all().stream().flatMap((listener) -> listener.queues().stream()).distinct().toList();
	}

}
