package io.orderflow.orders.web;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Settings of the endpoints.
 *
 * @param maxBodySize the largest body of a request. The default holds the largest order,
 * even with every character escaped
 */
@ConfigurationProperties("orders.web")
record WebProperties(@DefaultValue("512KB") DataSize maxBodySize) {
}
