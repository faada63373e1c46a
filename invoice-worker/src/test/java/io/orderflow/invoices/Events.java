package io.orderflow.invoices;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;

import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Messages as EventBridge puts them into the queue, made of the contract's examples.
 */
public final class Events {

	private static final Path EXAMPLES = Path.of("../contract/examples");

	private static final JsonMapper JSON = JsonMapper.shared();

	private Events() {
	}

	/**
	 * The examples in a folder, {@code valid} or {@code broken}.
	 */
	public static List<Path> examples(String folder) {
		try (Stream<Path> files = Files.list(EXAMPLES.resolve(folder))) {
			return files.sorted().toList();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * A message around an example, which is left as it is written.
	 */
	public static String envelopeOf(Path example) {
		try {
			return envelope(Files.readString(example));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * The first example as the order with this id.
	 */
	public static String orderPlaced(UUID orderId) {
		return orderPlaced(orderId, (detail) -> {
		});
	}

	/**
	 * The first example as the order with this id, changed.
	 */
	public static String orderPlaced(UUID orderId, Consumer<ObjectNode> change) {
		ObjectNode detail = (ObjectNode) JSON.readTree(EXAMPLES.resolve("valid/order-placed.json").toFile());
		detail.put("id", orderId.toString()).put("eventId", UUID.randomUUID().toString());
		change.accept(detail);
		return envelope(detail.toString());
	}

	/**
	 * That the order with this id was cancelled.
	 */
	public static String orderCancelled(UUID orderId) {
		return orderCancelled(orderId, (detail) -> {
		});
	}

	/**
	 * That the order with this id was cancelled, changed.
	 */
	public static String orderCancelled(UUID orderId, Consumer<ObjectNode> change) {
		ObjectNode detail = (ObjectNode) JSON
			.readTree(EXAMPLES.resolve("order-cancelled/valid/whole-order.json").toFile());
		detail.put("id", orderId.toString()).put("eventId", UUID.randomUUID().toString());
		change.accept(detail);
		return envelope("OrderCancelled", detail.toString());
	}

	public static String envelope(String detail) {
		return envelope("OrderPlaced", detail);
	}

	private static String envelope(String detailType, String detail) {
		return """
				{"version":"0","id":"%s","detail-type":"%s","source":"demo.orders","account":"000000000000",\
				"time":"2026-11-23T10:15:30Z","region":"eu-central-1","resources":[],"replay-name":"again",\
				"detail":%s}""".formatted(UUID.nameUUIDFromBytes(detail.getBytes(StandardCharsets.UTF_8)), detailType,
				detail);
	}

}
