package io.orderflow.orders.order;

import java.net.URI;
import java.security.Principal;
import java.util.UUID;

import io.orderflow.orders.idempotency.Answer;
import io.orderflow.orders.idempotency.IdempotencyKey;
import io.orderflow.orders.idempotency.IdempotentRequest;
import io.orderflow.orders.idempotency.IdempotentRequests;
import io.orderflow.orders.web.BodyFingerprint;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.headers.Header;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Pattern;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/**
 * Orders over HTTP.
 */
@RestController
@RequestMapping(path = "/orders", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Orders")
class OrderController {

	/** Spring would take an empty one for none, and half of one for a whole. */
	private static final String UUID_FORM = "^[0-9a-fA-F]{8}-([0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}$";

	private static final String LIMIT_FORM = "^([1-9][0-9]?|100)$";

	private final PlaceOrder placeOrder;

	private final CancelOrder cancelOrder;

	private final TrackedOrders orders;

	private final IdempotentRequests idempotentRequests;

	private final OrderAnswers answers;

	OrderController(PlaceOrder placeOrder, CancelOrder cancelOrder, TrackedOrders orders,
			IdempotentRequests idempotentRequests, OrderAnswers answers) {
		this.placeOrder = placeOrder;
		this.cancelOrder = cancelOrder;
		this.orders = orders;
		this.idempotentRequests = idempotentRequests;
		this.answers = answers;
	}

	@PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
	@Operation(summary = "Place an order", description = "201 means that the order is kept and will be invoiced.")
	@ApiResponse(responseCode = "201", headers = @Header(name = "Location", schema = @Schema(type = "string")),
			content = @Content(schema = @Schema(implementation = Order.class)))
	@ApiResponse(responseCode = "408", description = "The body has not arrived in time")
	@ApiResponse(responseCode = "409", description = "The first request with this Idempotency-Key is under way")
	@ApiResponse(responseCode = "413", description = "The body is too large")
	@ApiResponse(responseCode = "415", description = "The body is not application/json, or has a Content-Encoding")
	@ApiResponse(responseCode = "422", description = "This Idempotency-Key was used with another body")
	ResponseEntity<String> place(@Valid @RequestBody OrderRequest request,
			@Parameter(
					description = "Makes a repetition of this request harmless: the first answer comes again. "
							+ "1 to 255 characters, besides the quotes of RFC 9651, which may be left out.",
					schema = @Schema(type = "string", minLength = 1, maxLength = 257, pattern = "^[ -~]*[!-~][ -~]*$")) //
			@RequestHeader(name = "Idempotency-Key", required = false) @Nullable IdempotencyKey key,
			// After the body, whose reading sets it.
			@Parameter(hidden = true) @RequestAttribute(BodyFingerprint.ATTRIBUTE) byte[] fingerprint,
			@Nullable Principal caller) {
		Answer answer = (key != null)
				? this.idempotentRequests.once(IdempotentRequest.of(caller, key, fingerprint), () -> place(request))
				: place(request);
		return ResponseEntity.created(URI.create(answer.location())).body(answer.body());
	}

	private Answer place(OrderRequest request) {
		return this.answers.of(this.placeOrder.place(request));
	}

	@GetMapping("/{id}")
	@Operation(summary = "An order")
	@ApiResponse(responseCode = "200")
	@ApiResponse(responseCode = "404", description = "There is no such order")
	TrackedOrder order(@PathVariable UUID id) {
		return this.orders.find(id)
			.orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND, "There is no order " + id));
	}

	@PostMapping(path = "/{id}/cancellation", consumes = MediaType.APPLICATION_JSON_VALUE)
	@Operation(summary = "Cancel an order, whole or in part",
			description = "200 means that it is cancelled, and will have a credit note. The same once more changes nothing.")
	@ApiResponse(responseCode = "200")
	@ApiResponse(responseCode = "404", description = "There is no such order")
	@ApiResponse(responseCode = "408", description = "The body has not arrived in time")
	@ApiResponse(responseCode = "409",
			description = "It can no longer be cancelled, or was cancelled for another reason or other lines")
	@ApiResponse(responseCode = "413", description = "The body is too large")
	@ApiResponse(responseCode = "415", description = "The body is not application/json, or has a Content-Encoding")
	TrackedOrder cancel(@PathVariable UUID id, @Valid @RequestBody CancellationRequest request) {
		this.cancelOrder.cancel(id, request);
		return order(id);
	}

	@GetMapping
	@Operation(summary = "The orders, newest first, in pages",
			description = "A page ends early at 1 MB, and tells the `next` one.")
	OrderPage orders(
			// No number: an empty one would count as not given.
			@Parameter(schema = @Schema(type = "integer", format = "int32", minimum = "1", maximum = "100",
					defaultValue = "20")) @RequestParam(required = false) @Pattern(regexp = LIMIT_FORM,
							message = "must be 1 to 100") @Nullable String limit,
			@Parameter(description = "The `next` of the page before.") @RequestParam(required = false) @Pattern(
					regexp = UUID_FORM, message = "must be a UUID") @Nullable String after) {
		return this.orders.page((limit != null) ? Integer.parseInt(limit) : 20,
				(after != null) ? UUID.fromString(after) : null);
	}

}
