package io.orderflow.aws;

import java.util.Map;
import java.util.TreeMap;

/**
 * The event buses, filled at start and only read later. The bus {@code default} is always
 * there.
 */
final class EventBuses {

	private final Map<String, EventBus> buses = new TreeMap<>(Map.of(Arns.DEFAULT_BUS, new EventBus(Arns.DEFAULT_BUS)));

	void add(Template template) {
		template.buses().forEach((bus) -> {
			if (this.buses.putIfAbsent(bus, new EventBus(bus)) != null) {
				throw new TemplateException("The event bus %s exists already".formatted(bus));
			}
		});
		template.rules().forEach((rule) -> {
			EventBus bus = this.buses.get(rule.bus());
			if (bus == null) {
				throw new TemplateException("The rule %s is for the event bus %s, which no template makes; there are %s"
					.formatted(rule.name(), rule.bus(), this.buses.keySet()));
			}
			bus.add(rule);
		});
		template.archives().forEach((archive) -> {
			if (!this.buses.containsKey(archive.bus())) {
				throw new TemplateException(
						"The archive %s is of the event bus %s, which no template makes; there are %s"
							.formatted(archive.name(), archive.bus(), this.buses.keySet()));
			}
		});
	}

	/**
	 * The bus an entry names.
	 * @param nameOrArn its name or ARN
	 * @throws AwsException if there is none: AWS answers with an event id and drops the
	 * event, which here would only hide a typo
	 */
	EventBus get(String nameOrArn) {
		EventBus bus = this.buses.get(Arns.busName(nameOrArn));
		if (bus == null) {
			throw new AwsException(400, "ResourceNotFoundException",
					"Event bus %s does not exist; there are %s".formatted(nameOrArn, this.buses.keySet()));
		}
		return bus;
	}

}
