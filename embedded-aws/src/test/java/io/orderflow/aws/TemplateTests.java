package io.orderflow.aws;

import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class TemplateTests {

	@Test
	void theBundledTemplateIsReadWhole() {
		Template template = Template.bundled();
		assertThat(template.buses()).containsExactly("orders");
		assertThat(template.rules()).extracting(Rule::name)
			.containsExactly("invoices-order-placed", "invoices-order-cancelled", "order-updates-invoice-issued");
		assertThat(template.rules().get(0)).isEqualTo(new Rule("invoices-order-placed", "orders",
				"arn:aws:events:eu-central-1:000000000000:rule/orders/invoices-order-placed", true,
				"{\"source\":[\"demo.orders\"],\"detail-type\":[\"OrderPlaced\"],\"detail\":{\"state\":[\"created\"]}}",
				List.of(new Target("invoices", "arn:aws:sqs:eu-central-1:000000000000:invoices",
						"arn:aws:sqs:eu-central-1:000000000000:invoices-undelivered", null))));
		assertThat(template.queues()).extracting(Queue::name)
			.containsExactly("invoices", "invoices-dead-letters", "invoices-undelivered", "order-updates",
					"order-updates-dead-letters", "order-updates-undelivered");
		assertThat(template.archives()).containsExactly(new Archive("orders-archive",
				"arn:aws:events:eu-central-1:000000000000:archive/orders-archive", "orders"));
		assertThat(template.queues().get(0).attributes()).containsEntry(QueueAttributeName.VISIBILITY_TIMEOUT, "60")
			.containsEntry(QueueAttributeName.RECEIVE_MESSAGE_WAIT_TIME_SECONDS, "20")
			.hasEntrySatisfying(QueueAttributeName.REDRIVE_POLICY, (policy) -> assertThat(policy)
				.contains("arn:aws:sqs:eu-central-1:000000000000:invoices-dead-letters", "1000"));
	}

	@Test
	void theFileInTheRepositoryIsTheBundledOne() {
		assertThat(Template.read(Path.of("../infrastructure/messaging.yaml"))).isEqualTo(Template.bundled());
	}

	@Test
	void theRegionIsThatOfTheArns() {
		assertThat(Template.bundled("us-east-1").queues().get(0).arn())
			.isEqualTo("arn:aws:sqs:us-east-1:000000000000:invoices");
	}

	@Test
	void bothFormsOfEachFunctionAreRead() {
		Template template = parse("""
				Parameters:
				  Prefix: {Type: String, Default: shop}
				Resources:
				  A: {Type: "AWS::SQS::Queue", Properties: {QueueName: !Sub "${Prefix}-a"}}
				  B:
				    Type: AWS::SQS::Queue
				    Properties:
				      QueueName: {"Fn::Sub": "${Prefix}-${AWS::Region}-b"}
				      RedrivePolicy: {deadLetterTargetArn: {"Fn::GetAtt": [A, Arn]}, maxReceiveCount: 3}
				  Rule:
				    Type: AWS::Events::Rule
				    Properties:
				      EventPattern: {detail: {gross: [{numeric: [">=", 100.10]}], paid: [true], date: [2026-01-01]}}
				      Targets: [{Id: a, Arn: !GetAtt A.Arn}, {Id: b, Arn: !Sub "${B.Arn}"}]
				Outputs:
				  Url: {Value: !Ref A}
				""");
		assertThat(template.queues()).extracting(Queue::name).containsExactly("shop-a", "shop-eu-central-1-b");
		assertThat(template.queues().get(1).attributes().get(QueueAttributeName.REDRIVE_POLICY))
			.contains("arn:aws:sqs:eu-central-1:000000000000:shop-a");
		assertThat(template.rules()).singleElement().satisfies((rule) -> {
			assertThat(rule.name()).isEqualTo("Rule");
			assertThat(rule.bus()).isEqualTo("default");
			assertThat(rule.arn()).isEqualTo("arn:aws:events:eu-central-1:000000000000:rule/Rule");
			assertThat(rule.pattern()).isEqualTo("{\"detail\":{\"gross\":[{\"numeric\":[\">=\",100.10]}],"
					+ "\"paid\":[true],\"date\":[\"2026-01-01\"]}}");
			assertThat(rule.targets()).extracting(Target::arn)
				.containsExactly("arn:aws:sqs:eu-central-1:000000000000:shop-a",
						"arn:aws:sqs:eu-central-1:000000000000:shop-eu-central-1-b");
		});
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					Conditions: {}                                                       | t.yaml: has Conditions
					T: {Type: AWS::SNS::Topic}                                           | t.yaml: Resources.T.Type is AWS::SNS::Topic
					Q: {Type: AWS::SQS::Queue, Properties: {FifoQueue: true}}            | Q.Properties has FifoQueue
					Q: {Type: AWS::SQS::Queue, Condition: Prod}                          | Resources.Q has Condition
					Q: {Type: AWS::SQS::Queue, Properties: {DelaySeconds: 901}}          | DelaySeconds must be 0 to 900, but is 901
					Q: {Type: AWS::SQS::Queue, Properties: {DelaySeconds: 1.5}}          | DelaySeconds must be a whole number, but is 1.5
					Q: {Type: AWS::SQS::Queue, Properties: {QueueName: !Ref Nobody}}     | QueueName.Ref refers to Nobody
					Q: {Type: AWS::SQS::Queue, Properties: {QueueName: !Ref Q}}          | Resources.Q is named after itself
					Q: {Type: AWS::SQS::Queue, Properties: {QueueName: !Join ['-', [a]]}} | the function Fn::Join
					Q: {Type: AWS::SQS::Queue, Properties: {QueueName: !Sub '${Q.Url}'}} | refers to Q.Url; the only attributes known here are Arn, and Name of a bus
					Q: {Type: AWS::SQS::Queue, Properties: {QueueName: !Sub '${Q.Name}'}} | has no attribute Name, but something refers to it
					Q: {Type: AWS::SQS::Queue, Properties: {RedrivePolicy: {maxReceiveCount: 3}}} | RedrivePolicy lacks deadLetterTargetArn
					B: {Type: AWS::Events::EventBus, Properties: {KmsKeyIdentifier: k}}  | B.Properties has KmsKeyIdentifier
					P: {Type: AWS::SQS::QueuePolicy, Properties: {Queues: [!Ref Nobody]}} | Queues[0].Ref refers to Nobody
					R: {Type: AWS::Events::Rule, Properties: {ScheduleExpression: rate}} | R.Properties has ScheduleExpression
					A: {Type: AWS::Events::Archive, Properties: {SourceArn: a, EventPattern: {a: [b]}}} | A.Properties has EventPattern
					R: {Type: AWS::Events::Rule, Properties: {Targets: []}}              | R.Properties lacks EventPattern
					R: {Type: AWS::Events::Rule, Properties: {EventPattern: {a: b}}}     | EventPattern is not a pattern that EventBridge takes
					R: {Type: AWS::Events::Rule, Properties: {EventPattern: {a: [b]}, State: 'off'}} | State must be ENABLED or DISABLED, but is off
					R: {Type: AWS::Events::Rule, Properties: {EventPattern: {a: [b]}, Targets: [{Id: x, Arn: 'arn:aws:sns:r:0:t'}]}} | Targets[0].Arn must be the ARN of an SQS queue
					R: {Type: AWS::Events::Rule, Properties: {EventPattern: {a: [b]}, Targets: [{Id: x, InputPath: $.a}]}} | Targets[0] has InputPath
					""")
	void whatIsNotSupportedIsNamedWithItsPlace(String line, String message) {
		String yaml = line.startsWith("Conditions") ? line + "\nResources: {}" : "Resources:\n  " + line;
		assertThatExceptionOfType(TemplateException.class).isThrownBy(() -> parse(yaml)).withMessageContaining(message);
	}

	@Test
	void aParameterWithoutADefaultIsNamed() {
		assertThatExceptionOfType(TemplateException.class).isThrownBy(() -> parse("""
				Parameters: {Name: {Type: String}}
				Resources: {Q: {Type: "AWS::SQS::Queue", Properties: {QueueName: !Ref Name}}}
				""")).withMessageContaining("t.yaml: Parameters.Name has no Default");
	}

	@Test
	void whatIsNoTemplateAtAllIsNamed() {
		assertThatExceptionOfType(TemplateException.class).isThrownBy(() -> parse("a: ["))
			.withMessageContaining("t.yaml");
		assertThatExceptionOfType(TemplateException.class).isThrownBy(() -> parse("just text"))
			.withMessageContaining("t.yaml: must be a mapping");
		assertThatExceptionOfType(TemplateException.class).isThrownBy(() -> parse("")).withMessageContaining("t.yaml");
		assertThatExceptionOfType(TemplateException.class).isThrownBy(() -> parse("Resources: {A: {}, A: {}}"))
			.withMessageContaining("duplicate key");
		assertThatExceptionOfType(TemplateException.class).isThrownBy(() -> Template.read(Path.of("missing.yaml")))
			.withMessageContaining("missing.yaml");
	}

	@Test
	void aRuleForABusThatNoTemplateMakesIsNamed() {
		EventBuses buses = new EventBuses();
		Template template = parse("""
				Resources:
				  R: {Type: "AWS::Events::Rule", Properties: {EventBusName: nobodys, EventPattern: {a: [b]}}}
				""");
		assertThatExceptionOfType(TemplateException.class).isThrownBy(() -> buses.add(template))
			.withMessageContaining("The rule R is for the event bus nobodys, which no template makes");
	}

	@Test
	void anArchiveOfABusThatNoTemplateMakesIsNamed() {
		EventBuses buses = new EventBuses();
		Template template = parse("""
				Resources:
				  A: {Type: "AWS::Events::Archive", Properties: {SourceArn: "arn:aws:events:r:0:event-bus/nobodys"}}
				""");
		assertThatExceptionOfType(TemplateException.class).isThrownBy(() -> buses.add(template))
			.withMessageContaining("The archive A is of the event bus nobodys, which no template makes");
	}

	@Test
	void busesAndRulesOfTheSameNameAreNamed() {
		EventBuses buses = new EventBuses();
		buses.add(Template.bundled());
		assertThatExceptionOfType(TemplateException.class).isThrownBy(() -> buses.add(Template.bundled()))
			.withMessageContaining("The event bus orders exists already");
		Template rule = new Template(List.of(), Template.bundled().rules(), List.of(), List.of());
		assertThatExceptionOfType(TemplateException.class).isThrownBy(() -> buses.add(rule))
			.withMessageContaining("The bus orders has two rules named invoices-order-placed");
	}

	private static Template parse(String yaml) {
		return Template.parse("t.yaml", yaml, "eu-central-1");
	}

}
