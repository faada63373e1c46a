package io.orderflow.aws;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What a CloudFormation template says about messaging: buses, rules and queues, in the
 * template's order, with parameters at their defaults.
 *
 * @param buses the names of the event buses it makes
 * @param rules its rules, on buses of this or an earlier template
 * @param queues its queues
 * @param archives its archives, of buses of this or an earlier template
 */
public record Template(List<String> buses, List<Rule> rules, List<Queue> queues, List<Archive> archives) {

	private static final String BUNDLED = "messaging.yaml";

	/** Keeps copies of the lists. */
	public Template {
		buses = List.copyOf(buses);
		rules = List.copyOf(rules);
		queues = List.copyOf(queues);
		archives = List.copyOf(archives);
	}

	/**
	 * The project's own {@code messaging.yaml}, in eu-central-1.
	 * @return the template
	 */
	public static Template bundled() {
		return bundled(EmbeddedAwsOptions.DEFAULT_REGION);
	}

	static Template bundled(String region) {
		try (InputStream in = Template.class.getResourceAsStream("/" + BUNDLED)) {
			if (in == null) {
				throw new TemplateException(
						BUNDLED + " is not on the class path; is embedded-aws built with its resources?");
			}
			return parse(BUNDLED, new String(in.readAllBytes(), StandardCharsets.UTF_8), region);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Read a template, in eu-central-1.
	 * @param file the template, in YAML or JSON
	 * @return the template
	 * @throws TemplateException if it cannot be read or uses what is not supported
	 */
	public static Template read(Path file) {
		return read(file, EmbeddedAwsOptions.DEFAULT_REGION);
	}

	/**
	 * Read a template.
	 * @param file the template, in YAML or JSON
	 * @param region the region of its ARNs
	 * @return the template
	 * @throws TemplateException if it cannot be read or uses what is not supported
	 */
	public static Template read(Path file, String region) {
		try {
			return parse(file.toString(), Files.readString(file), region);
		}
		catch (IOException ex) {
			throw new TemplateException("The template %s cannot be read: %s".formatted(file, ex), ex);
		}
	}

	static Template parse(String name, String yaml, String region) {
		return new TemplateReader(TemplateYaml.parse(name, yaml), region).read();
	}

}
