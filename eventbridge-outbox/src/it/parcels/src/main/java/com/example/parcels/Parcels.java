package com.example.parcels;

import io.orderflow.outbox.EventOutbox;
import io.orderflow.outbox.OutboxEvent;

import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Transactional;

@SpringBootApplication
public class Parcels {

	private final JdbcClient jdbc;

	private final EventOutbox outbox;

	public Parcels(JdbcClient jdbc, EventOutbox outbox) {
		this.jdbc = jdbc;
		this.outbox = outbox;
	}

	@Transactional
	public void ship(long parcel) {
		this.jdbc.sql("insert into parcel (id) values (?)").param(parcel).update();
		this.outbox.publish(
				new OutboxEvent("warehouse", "acme.shipping", "ParcelShipped", "{\"parcel\":%d}".formatted(parcel)));
	}

}
