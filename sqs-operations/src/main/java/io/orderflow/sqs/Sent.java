package io.orderflow.sqs;

import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * What became of messages that were sent.
 *
 * @param taken the places, in the list that was sent, of those that lie in the queue now
 * @param refused why the queue did not take those at other places
 * @param failure why a call failed as a whole, so that the rest was not sent; null if
 * none did
 */
public record Sent(List<Integer> taken, Map<Integer, String> refused, @Nullable Throwable failure) {
}
