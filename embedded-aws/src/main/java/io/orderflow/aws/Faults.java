package io.orderflow.aws;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * Makes EventBridge's operations fail, for tests. Thread-safe; a change takes effect on
 * the next call. A fault set again replaces the former one of its kind; different kinds
 * add up. SQS is not affected.
 */
public final class Faults {

	private static final String MESSAGE = "A fault asked for by a test";

	private Duration delay = Duration.ZERO;

	private Drop drop = Drop.NEVER;

	private Supplier<@Nullable AwsException> call = () -> null;

	private EntryFault entry = (detail) -> null;

	private EntryFault entryWhere = (detail) -> null;

	private final AtomicInteger calls = new AtomicInteger();

	private final AtomicInteger entries = new AtomicInteger();

	Faults() {
	}

	/**
	 * Let entries fail inside an answer of status 200; they are not delivered.
	 * @param share of the valid entries, spread evenly: 1.0 all, 0.5 every second one, 0
	 * none
	 * @param errorCode such as {@code InternalFailure} or {@code ThrottlingException}
	 */
	public synchronized void failEntries(double share, String errorCode) {
		Share failing = new Share(share);
		this.entry = (detail) -> failing.next() ? new EntryException(errorCode, MESSAGE) : null;
	}

	/**
	 * Let certain entries fail inside an answer of status 200; they are not delivered.
	 * @param detail of the entries that fail, as sent
	 * @param errorCode such as {@code InternalFailure}
	 */
	public synchronized void failEntriesWhere(Predicate<String> detail, String errorCode) {
		this.entryWhere = (text) -> detail.test(text) ? new EntryException(errorCode, MESSAGE) : null;
	}

	/**
	 * Let whole calls fail; nothing of them is delivered.
	 * @param share of the calls, spread evenly: 1.0 all, 0.5 every second one, 0 none
	 * @param status such as 400 or 500
	 * @param errorCode such as {@code ThrottlingException}, {@code AccessDeniedException}
	 * or {@code InternalException}
	 */
	public synchronized void failCalls(double share, int status, String errorCode) {
		Share failing = new Share(share);
		this.call = () -> failing.next() ? new AwsException(status, errorCode, MESSAGE) : null;
	}

	/**
	 * Wait before each answer, and before anything is delivered.
	 * @param duration how long; zero does not wait
	 */
	public synchronized void delay(Duration duration) {
		this.delay = duration;
	}

	/**
	 * Cut the connection of each call instead of answering.
	 * @param afterTaking false: before the request is read, nothing is delivered; true:
	 * after its events were delivered, so that a retry makes duplicates
	 */
	public synchronized void dropConnections(boolean afterTaking) {
		this.drop = afterTaking ? Drop.AFTER_TAKING : Drop.BEFORE_TAKING;
	}

	/**
	 * End all faults. The counts go on.
	 */
	public synchronized void clear() {
		this.delay = Duration.ZERO;
		this.drop = Drop.NEVER;
		this.call = () -> null;
		this.entry = (detail) -> null;
		this.entryWhere = (detail) -> null;
	}

	/**
	 * How many PutEvents calls arrived since the start, whatever became of them.
	 * @return the number of calls
	 */
	public int calls() {
		return this.calls.get();
	}

	/**
	 * How many entries arrived since the start in calls that could be read, whatever
	 * became of them.
	 * @return the number of entries
	 */
	public int entries() {
		return this.entries.get();
	}

	/** Counts a PutEvents call; what it goes through is settled with its arrival. */
	Faulty callArrived() {
		this.calls.incrementAndGet();
		return now();
	}

	/** For a call that is not counted. */
	synchronized Faulty now() {
		return new Faulty(this.delay, this.drop, this.call, this.entry, this.entryWhere);
	}

	void entriesArrived(int count) {
		this.entries.addAndGet(count);
	}

	enum Drop {

		NEVER, BEFORE_TAKING, AFTER_TAKING

	}

	/** The faults of one moment. */
	record Faulty(Duration delay, Drop drop, Supplier<@Nullable AwsException> call, EntryFault entry,
			EntryFault entryWhere) {

		@Nullable EntryException ofEntry(String detail) {
			EntryException fault = this.entryWhere.of(detail);
			return (fault != null) ? fault : this.entry.of(detail);
		}

	}

	interface EntryFault {

		@Nullable EntryException of(String detail);

	}

}
