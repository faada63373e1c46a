package io.orderflow.aws;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the templates' archives keep: the newest events, in memory, the oldest dropped for
 * them. Thread-safe.
 */
final class Archives {

	private final Map<String, Archive> archives = new LinkedHashMap<>();

	private final long most;

	private final Deque<Kept> events = new ArrayDeque<>();

	private long size;

	/**
	 * @param megabytes of all events together, counted as characters; 0 keeps none
	 */
	Archives(List<Template> templates, int megabytes) {
		templates.stream()
			.flatMap((template) -> template.archives().stream())
			.forEach((archive) -> this.archives.put(archive.arn(), archive));
		this.most = megabytes * 1024L * 1024;
	}

	/**
	 * The archive of an ARN.
	 * @throws AwsException if there is none, or none is kept
	 */
	Archive get(String arn) {
		Archive archive = this.archives.get(arn);
		StartReplayRequest.require("EventSourceArn", archive != null,
				"Archive %s does not exist; there are %s".formatted(arn, this.archives.keySet()));
		StartReplayRequest.require("EventSourceArn", this.most > 0,
				"Archive %s is not kept here; start with --archive=MEGABYTES".formatted(arn));
		return archive;
	}

	/** Keep an event of a bus, if an archive is for that bus. */
	synchronized void add(String bus, Envelope event) {
		if (this.most == 0 || this.archives.values().stream().noneMatch((archive) -> archive.bus().equals(bus))) {
			return;
		}
		this.events.add(new Kept(bus, event));
		this.size += event.json().length();
		while (this.size > this.most) {
			this.size -= this.events.remove().event().json().length();
		}
	}

	/**
	 * The events of an archive from one time until before another, the oldest first.
	 */
	synchronized List<Envelope> between(Archive archive, Instant from, Instant to) {
		return this.events.stream()
			.filter((kept) -> kept.bus().equals(archive.bus()))
			.map(Kept::event)
			.filter((event) -> !event.time().isBefore(from) && event.time().isBefore(to))
			.sorted(Comparator.comparing(Envelope::time))
			.toList();
	}

	private record Kept(String bus, Envelope event) {
	}

}
