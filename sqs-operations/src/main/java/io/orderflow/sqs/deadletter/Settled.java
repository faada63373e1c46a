package io.orderflow.sqs.deadletter;

/**
 * What was done.
 *
 * @param action what was asked for
 * @param done how many letters were put back or discarded
 * @param failed how many the queue did not take; they wait still
 */
record Settled(String action, int done, int failed) {

	static Settled nothing(Settlement settlement) {
		return new Settled(settlement.action(), 0, 0);
	}

	Settled plus(SettleLetters.Step step) {
		return new Settled(this.action, this.done + step.done().size(),
				this.failed + step.claimed().size() - step.done().size());
	}

}
