package io.orderflow.sqs.deadletter;

import java.util.List;

import io.orderflow.sqs.QueueAddress;

/**
 * The queues that dead letters are collected from. A bean, so that the listener's
 * annotation can ask it.
 *
 * @param all each by its name, URL or ARN
 */
record DeadLetterQueues(List<String> all) {

	/**
	 * Their names alone, as in the table.
	 */
	List<String> names() {
		return this.all.stream().map(QueueAddress::name).distinct().toList();
	}

}
