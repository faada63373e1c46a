package io.orderflow.invoices.intake;

import java.util.ArrayList;
import java.util.List;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.util.RawValue;

/**
 * One thing that is wrong with a message, or only unusual.
 *
 * @param kind what is done
 * @param at to which value, counted through the whole message
 * @param other from which other value, counted likewise
 * @param json with which value, as it is written
 */
record Mutation(Kind kind, int at, int other, String json) {

	enum Kind {

		REMOVE, REPLACE, NEST, SWAP, COPY, RENAME, ADD, TWICE

	}

	static Arbitrary<Mutation> mutations() {
		Arbitrary<Kind> kinds = Arbitraries.frequencyOf(Tuple.of(6, Arbitraries.just(Kind.REPLACE)),
				Tuple.of(7, Arbitraries.of(Kind.class)));
		Arbitrary<Integer> places = Arbitraries.integers().between(0, 10_000);
		return Combinators.combine(kinds, places, places, HostileJson.values()).as(Mutation::new);
	}

	void apply(ObjectNode message) {
		List<Place> places = new ArrayList<>();
		collect(message, places);
		if (places.isEmpty()) {
			return;
		}
		Place place = places.get(this.at % places.size());
		Place from = places.get(this.other % places.size());
		JsonNode value = place.value().deepCopy();
		switch (this.kind) {
			case REMOVE -> place.remove();
			case REPLACE -> place.put(raw(message, this.json));
			case NEST -> place.put(raw(message, "[" + value + "]"));
			case SWAP -> {
				JsonNode there = from.value().deepCopy();
				from.put(value);
				place.put(there);
			}
			case COPY -> place.put(from.value().deepCopy());
			case RENAME -> place.rename();
			case ADD -> message.set("unknown", raw(message, this.json));
			case TWICE -> place.put(raw(message, value + ",\"" + place.name() + "\":" + this.json));
		}
	}

	private static JsonNode raw(ObjectNode message, String json) {
		return message.rawValueNode(new RawValue(json));
	}

	private static void collect(JsonNode node, List<Place> places) {
		if (node instanceof ObjectNode object) {
			object.propertyNames().forEach((name) -> {
				places.add(new Place(object, name, 0));
				collect(object.get(name), places);
			});
		}
		else if (node instanceof ArrayNode array) {
			for (int i = 0; i < array.size(); i++) {
				places.add(new Place(array, "", i));
				collect(array.get(i), places);
			}
		}
	}

	private record Place(JsonNode parent, String name, int index) {

		JsonNode value() {
			return (this.parent instanceof ArrayNode) ? this.parent.get(this.index) : this.parent.get(this.name);
		}

		void put(JsonNode value) {
			if (this.parent instanceof ArrayNode array) {
				array.set(this.index, value);
			}
			else {
				((ObjectNode) this.parent).set(this.name, value);
			}
		}

		void remove() {
			if (this.parent instanceof ArrayNode array) {
				array.remove(this.index);
			}
			else {
				((ObjectNode) this.parent).remove(this.name);
			}
		}

		void rename() {
			if (this.parent instanceof ObjectNode object) {
				object.set(this.name + "x", object.remove(this.name));
			}
		}

	}

}
