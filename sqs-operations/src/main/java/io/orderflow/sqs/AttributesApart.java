package io.orderflow.sqs;

import java.util.Map;
import java.util.stream.Collectors;

import io.awspring.cloud.sqs.MessageHeaderUtils;
import io.awspring.cloud.sqs.support.converter.SqsHeaderMapper;
import software.amazon.awssdk.services.sqs.model.Message;

import org.springframework.messaging.MessageHeaders;

/**
 * Keeps message attributes out of the headers, all in one of its own. As headers, one of
 * a stranger named {@code id} or {@code JavaType} would break the conversion of a whole
 * batch in Spring Cloud AWS and keep its permits for ever.
 */
public final class AttributesApart extends SqsHeaderMapper {

	private static final String HEADER = "message-attributes";

	/** Maps all else as Spring Cloud AWS does. */
	public AttributesApart() {
	}

	/**
	 * The attributes that are texts or numbers, as they were sent.
	 * @param message from one of the service's queues
	 * @return by name; empty if it has none
	 */
	public static Map<String, String> of(org.springframework.messaging.Message<?> message) {
		return message.getHeaders().get(HEADER) instanceof Attributes attributes ? attributes.texts() : Map.of();
	}

	@Override
	public MessageHeaders toHeaders(Message source) {
		Map<String, String> texts = source.messageAttributes()
			.entrySet()
			.stream()
			.filter((attribute) -> attribute.getValue().stringValue() != null)
			.collect(Collectors.toMap(Map.Entry::getKey, (attribute) -> attribute.getValue().stringValue()));
		MessageHeaders headers = super.toHeaders(source.toBuilder().messageAttributes(Map.of()).build());
		return MessageHeaderUtils.addHeaderIfAbsent(headers, HEADER, new Attributes(texts));
	}

	private record Attributes(Map<String, String> texts) {
	}

}
