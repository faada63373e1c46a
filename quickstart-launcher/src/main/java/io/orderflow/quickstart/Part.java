package io.orderflow.quickstart;

/**
 * One of the programs that are run.
 */
interface Part {

	/**
	 * Stop, by force where it takes too long. Does nothing if it is not running, and
	 * keeps it from being started later.
	 */
	void stop();

}
