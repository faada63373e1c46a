package io.orderflow.straightforward.orders;

import java.net.URI;

import jakarta.validation.Valid;

import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/orders")
class OrderController {

	private final OrderRepository orders;

	private final OrderPublisher publisher;

	OrderController(OrderRepository orders, OrderPublisher publisher) {
		this.orders = orders;
		this.publisher = publisher;
	}

	@PostMapping
	ResponseEntity<Order> place(@Valid @RequestBody OrderRequest request) {
		Order order = this.orders.save(Order.of(request));
		this.publisher.publish(order);
		return ResponseEntity.created(URI.create("/orders/" + order.id())).body(order);
	}

	@GetMapping("/{id}")
	ResponseEntity<Order> order(@PathVariable long id) {
		return ResponseEntity.of(this.orders.findById(id));
	}

}
