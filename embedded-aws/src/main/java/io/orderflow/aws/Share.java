package io.orderflow.aws;

/**
 * Picks a share of what it is asked about, spread evenly rather than at random: with 0.5
 * every second one.
 */
final class Share {

	/** Ten times a tenth must be one. */
	private static final double ROUNDING = 1e-9;

	private final double share;

	private double credit;

	Share(double share) {
		if (!(share >= 0 && share <= 1)) {
			throw new IllegalArgumentException("A share must be 0 to 1, but is " + share);
		}
		this.share = share;
	}

	synchronized boolean next() {
		this.credit += this.share;
		if (this.credit < 1 - ROUNDING) {
			return false;
		}
		this.credit -= 1;
		return true;
	}

}
