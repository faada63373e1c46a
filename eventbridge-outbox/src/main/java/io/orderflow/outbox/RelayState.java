package io.orderflow.outbox;

import java.time.Instant;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * A relay of this instance, as an operator sees it.
 *
 * @param alive whether its thread runs; one that has ended does not come back by itself
 * @param lastPass when it last ended a pass, whatever its outcome; null if it has not yet
 */
record RelayState(String name, boolean alive, @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable Instant lastPass) {
}
