package io.orderflow.aws;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * The replays since the start, done one after the other. What a queue and its dead-letter
 * queue do not take ends a replay as FAILED.
 */
final class Replays implements AutoCloseable {

	/** Events at once. */
	private static final int BATCH = 10;

	private final Deliveries deliveries;

	private final String region;

	private final Clock clock;

	private final Map<String, Replay> replays = new ConcurrentHashMap<>();

	private final ExecutorService thread = Executors.newSingleThreadExecutor((task) -> new Thread(task, "replay"));

	Replays(Deliveries deliveries, String region, Clock clock) {
		this.deliveries = deliveries;
		this.region = region;
		this.clock = clock;
	}

	/**
	 * Start one.
	 * @throws AwsException if there has been one of that name
	 */
	Replay start(StartReplayRequest request, List<Envelope> events, EventBus bus) {
		Replay replay = Replay.starting(request, Arns.replay(this.region, request.name()), this.clock.instant());
		if (this.replays.putIfAbsent(request.name(), replay) != null) {
			throw new AwsException(400, "ResourceAlreadyExistsException",
					"Replay %s already exists.".formatted(request.name()));
		}
		this.thread.execute(() -> run(replay, events, bus));
		return replay;
	}

	/**
	 * The one of a name, as it is now.
	 * @throws AwsException if there is none
	 */
	Replay get(String name) {
		Replay replay = this.replays.get(name);
		if (replay == null) {
			throw new AwsException(400, "ResourceNotFoundException", "Replay %s does not exist.".formatted(name));
		}
		return replay;
	}

	private void run(Replay started, List<Envelope> events, EventBus bus) {
		Replay replay = started;
		try {
			for (int from = 0; from < events.size(); from += BATCH) {
				List<Envelope> batch = events.subList(from, Math.min(from + BATCH, events.size()));
				deliver(batch, replay.request(), bus);
				replay = replay.replayed(batch.get(batch.size() - 1).time());
				this.replays.put(replay.name(), replay);
			}
			this.replays.put(replay.name(), replay.completed(this.clock.instant()));
		}
		catch (RuntimeException ex) {
			this.replays.put(replay.name(), replay.failed(String.valueOf(ex.getMessage()), this.clock.instant()));
		}
	}

	private void deliver(List<Envelope> events, StartReplayRequest request, EventBus bus) {
		List<Message> messages = new ArrayList<>();
		for (Envelope event : events) {
			String json = event.ofReplay(request.name());
			bus.match(json)
				.stream()
				.filter(request.destination()::takes)
				.forEach((rule) -> rule.targets()
					.forEach((target) -> messages
						.add(new Message(messages.size(), rule, target, target.body(rule, json)))));
		}
		this.deliveries.deliver(messages).forEach((message, refusal) -> {
			throw new IllegalStateException(
					"%s did not take an event: %s".formatted(message.target().arn(), refusal.reason()));
		});
	}

	@Override
	public void close() {
		this.thread.shutdownNow();
	}

}
