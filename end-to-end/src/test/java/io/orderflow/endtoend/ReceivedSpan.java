package io.orderflow.endtoend;

import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import com.google.protobuf.ByteString;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Span.SpanKind;

/**
 * A span as it was received, ids in hexadecimal.
 *
 * @param parentId empty of one at the root
 * @param links the ids of the spans it links to
 */
record ReceivedSpan(String service, String name, SpanKind kind, String traceId, String id, String parentId,
		Map<String, String> attributes, List<String> links) {

	static ReceivedSpan of(Resource resource, Span span) {
		return new ReceivedSpan(attributes(resource.getAttributesList()).get("service.name"), span.getName(),
				span.getKind(), hex(span.getTraceId()), hex(span.getSpanId()), hex(span.getParentSpanId()),
				attributes(span.getAttributesList()),
				span.getLinksList().stream().map((link) -> hex(link.getSpanId())).toList());
	}

	private static Map<String, String> attributes(List<KeyValue> attributes) {
		return attributes.stream().collect(Collectors.toMap(KeyValue::getKey, (value) -> text(value.getValue())));
	}

	private static String text(AnyValue value) {
		return value.hasIntValue() ? Long.toString(value.getIntValue()) : value.getStringValue();
	}

	private static String hex(ByteString bytes) {
		return HexFormat.of().formatHex(bytes.toByteArray());
	}

	String title() {
		return this.service + ": " + this.name;
	}

}
