package io.orderflow.invoices;

import java.util.Map;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.headers.Header;
import io.swagger.v3.oas.models.media.ArraySchema;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import org.springdoc.core.customizers.OpenApiCustomizer;

import org.springframework.stereotype.Component;

/**
 * The errors of all operations in the OpenAPI document. What only some give, their
 * methods say by {@code @ApiResponse}; the form of each is added here.
 */
@Component
class ProblemResponses implements OpenApiCustomizer {

	/** What every operation can answer. */
	private static final Map<String, String> COMMON = Map.of( //
			"400", "The request is wrong; errors names each place", //
			"401", "Where tokens are demanded: there is none, or it is not valid", //
			"403", "The token's scopes do not allow this; or the request comes from another site's page", //
			"406", "There is no representation that Accept asks for; or no PDF of this invoice", //
			"503", "The service cannot use its database now, or is too busy: try again");

	@Override
	public void customise(OpenAPI api) {
		api.getComponents().addSchemas("Problem", problem());
		api.getPaths()
			.values()
			.stream()
			.flatMap((path) -> path.readOperations().stream())
			.map(Operation::getResponses)
			.forEach(ProblemResponses::complete);
	}

	private static void complete(ApiResponses responses) {
		COMMON.forEach((status, description) -> responses.computeIfAbsent(status, (absent) -> new ApiResponse())
			.description(description));
		responses.forEach((status, response) -> {
			if (status.compareTo("400") >= 0) {
				response.setContent(new Content().addMediaType("application/problem+json",
						new MediaType().schema(new Schema<>().$ref("#/components/schemas/Problem"))));
			}
		});
		responses.get("503")
			.addHeaderObject("Retry-After", new Header().description("In seconds").schema(new IntegerSchema()));
	}

	private static Schema<?> problem() {
		return new ObjectSchema().description("RFC 9457")
			.addProperty("title", new StringSchema())
			.addProperty("status", new IntegerSchema())
			.addProperty("detail", new StringSchema())
			.addProperty("instance", new StringSchema().description("The request's path"))
			.addProperty("errors",
					new ArraySchema().items(new ObjectSchema()
						.addProperty("parameter", new StringSchema().description("Which parameter"))
						.addProperty("detail", new StringSchema().description("What is wrong there"))
						.addRequiredItem("detail")))
			.addRequiredItem("title")
			.addRequiredItem("status");
	}

}
