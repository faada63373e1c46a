package io.orderflow.sqs.listener;

import org.springframework.boot.health.contributor.Status;

/**
 * What is wrong with one thing.
 *
 * @param status what it makes of the health
 * @param reason what is wrong
 * @param fix what to do
 */
record Trouble(Status status, String reason, String fix) {
}
