/**
 * Checks of the contract in {@code contract/}, for tests: of what the services publish
 * and answer, and of what a change would break.
 */
@NullMarked
package io.orderflow.contract;

import org.jspecify.annotations.NullMarked;
