package io.orderflow.aws;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.AbstractConstruct;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.representer.Representer;
import org.yaml.snakeyaml.resolver.Resolver;

/**
 * CloudFormation's YAML: the short form of a function ({@code !Ref A}) is read as its
 * long form ({@code Ref: A}).
 */
final class TemplateYaml {

	private TemplateYaml() {
	}

	static Node parse(String name, String yaml) {
		LoaderOptions options = new LoaderOptions();
		options.setAllowDuplicateKeys(false);
		DumperOptions unused = new DumperOptions();
		try {
			Object root = new Yaml(new Functions(options), new Representer(unused), unused, options, new Scalars())
				.load(yaml);
			return new Node(name + ":", root);
		}
		catch (YAMLException ex) {
			throw new TemplateException("%s is not YAML: %s".formatted(name, ex.getMessage()), ex);
		}
	}

	private static final class Functions extends SafeConstructor {

		Functions(LoaderOptions options) {
			super(options);
			this.yamlMultiConstructors.put("!", new ConstructFunction());
			this.yamlConstructors.put(Tag.FLOAT, new ConstructDecimal());
		}

		private final class ConstructFunction extends AbstractConstruct {

			@Override
			public Object construct(org.yaml.snakeyaml.nodes.Node node) {
				String function = node.getTag().getValue().substring(1);
				return Map.of(function.equals("Ref") ? function : "Fn::" + function, argument(node));
			}

			private Object argument(org.yaml.snakeyaml.nodes.Node node) {
				if (node instanceof ScalarNode scalar) {
					return scalar.getValue();
				}
				if (node instanceof SequenceNode sequence) {
					return List.copyOf(constructSequence(sequence));
				}
				return constructMapping((MappingNode) node);
			}

		}

		/** A number of an event pattern must not pass through a double. */
		private final class ConstructDecimal extends AbstractConstruct {

			@Override
			public Object construct(org.yaml.snakeyaml.nodes.Node node) {
				return new BigDecimal(constructScalar((ScalarNode) node));
			}

		}

	}

	/** Dates such as a policy's version stay texts. */
	private static final class Scalars extends Resolver {

		@Override
		public void addImplicitResolver(Tag tag, java.util.regex.Pattern regexp, @Nullable String first, int limit) {
			if (!tag.equals(Tag.TIMESTAMP)) {
				super.addImplicitResolver(tag, regexp, first, limit);
			}
		}

	}

}
