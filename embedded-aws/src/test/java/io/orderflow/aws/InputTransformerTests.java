package io.orderflow.aws;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class InputTransformerTests {

	private static final Rule RULE = new Rule("rule", "orders", "arn:rule", true, "{}", List.of());

	private static final String EVENT = """
			{"detail-type":"OrderPlaced","detail":{"id":"a \\"1\\" <id>","n":0.10,"big":12345678901234567890.1,"paid":true,\
			"lines":[{"sku":"x"}],"none":null}}""";

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '\0', textBlock = """
			{"order": <id>, "type": <type>}     | {"order":"a \\"1\\" <id>","type":"OrderPlaced"}
			{"a": [<n>, <big>, <paid>, <none>]}   | {"a":[0.10,12345678901234567890.1,true,null]}
			[{"lines": <lines>}, "as it is", 1] | [{"lines":[{"sku":"x"}]},"as it is",1]
			{"there": <missing>}                | {"there":""}
			{"by": <aws.events.rule-name>, "of": <aws.events.rule-arn>} | {"by":"rule","of":"arn:rule"}
			{"head": <aws.events.event>}        | {"head":{"detail-type":"OrderPlaced"}}
			""")
	void aPlaceholderIsTheValueThatTheEventHasThere(String template, String body) {
		assertThat(transformer("""
				id: $.detail.id, type: $.detail-type, n: $.detail.n, big: $.detail.big, paid: $.detail.paid,
				lines: $.detail.lines, none: $.detail.none, missing: $.detail.id.missing""", template).apply(RULE,
				EVENT))
			.isEqualTo(body);
	}

	@Test
	void theWholeEventMayBeAValueAsItIs() {
		assertThat(transformer("", "{\"event\": <aws.events.event.json>}").apply(RULE, EVENT))
			.isEqualTo("{\"event\":" + EVENT + "}");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '\0', textBlock = """
			a: $.a    | {"a": <b>}              | InputTemplate has <b>, which is neither in InputPathsMap nor one of
			          | {"a": <aws.events.event.ingestion-time>} | InputTemplate has <aws.events.event.ingestion-time>
			a: $.a    | {"a": "<a>"}            | InputTemplate must be JSON, with placeholders outside quotes
			a: $.a    | {"a": "of <a>, <a>"}    | InputTemplate must be JSON, with placeholders outside quotes
			a: $.a    | {<a>: 1}                | InputTemplate has a placeholder as a key
			a: $.a    | {"a": [{<a>: 1}]}       | InputTemplate has a placeholder as a key
			a: $.a    | {"a": <a>               | InputTemplate must be JSON
			a: $.a    | {"a": <a>} {}           | InputTemplate must be JSON
			a: $.a    | <a>                     | InputTemplate must be a JSON object or array
			a: $.a    | {"a": "\\u0000a"}       | InputTemplate has the character 0
			a: "$.a[0]" | {"a": <a>}            | InputPathsMap.a must be a path of names such as $.detail.id
			a: $      | {"a": <a>}              | InputPathsMap.a must be a path of names such as $.detail.id
			a.b: $.a  | {"a": <a.b>}            | InputPathsMap.a.b must be named with letters
			""")
	void whatIsNotSupportedIsNamedWithItsPlace(String paths, String template, String message) {
		assertThatExceptionOfType(TemplateException.class)
			.isThrownBy(() -> transformer((paths != null) ? paths : "", template))
			.withMessageContaining("t.yaml: Resources.R.Properties.Targets[0].InputTransformer." + message);
	}

	private static InputTransformer transformer(String paths, String template) {
		return Template.parse("t.yaml", """
				Resources:
				  R:
				    Type: AWS::Events::Rule
				    Properties:
				      EventPattern: {a: [b]}
				      Targets:
				        - Id: x
				          Arn: arn:aws:sqs:r:0:q
				          InputTransformer: {InputPathsMap: {%s}, InputTemplate: %s}
				""".formatted(paths.replace("\n", " "), JsonMapper.shared().writeValueAsString(template)), "r")
			.rules()
			.get(0)
			.targets()
			.get(0)
			.inputTransformer();
	}

}
