package io.orderflow.quickstart;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;

/**
 * What a service's JVM need not do again at each start: its classes as they are once they
 * are loaded and linked, and which of their methods are worth compiling
 * (<a href="https://openjdk.org/jeps/514">JEP 514</a>). Kept beside the jar and its
 * libraries, extracted, for classes in a jar within a jar are not cached. A JVM that a
 * cache does not fit, because it is another build, or has another garbage collector or
 * another jar, says so and does without.
 *
 * @param service the service's name
 */
record AotCache(String service) {

	/** The first JDK that makes one in one step, and with profiles. */
	static final int SINCE = 25;

	/** What {@link #extract} makes. */
	Path folder() {
		return Path.of(this.service, "target", "aot");
	}

	/** The jar as it is built, with its libraries in it. */
	Path original() {
		return Path.of(this.service, "target", this.service + ".jar");
	}

	/** The extracted jar, with its libraries in a folder beside it. */
	Path jar() {
		return folder().resolve(this.service + ".jar");
	}

	Path file() {
		return folder().resolve("app.aot");
	}

	/** Where a training run has it written: half of one is none. */
	Path unfinished() {
		return folder().resolve("unfinished.aot");
	}

	/** Whether there is one of the jar as it is now, that this JVM may take. */
	boolean isUsable() {
		return Runtime.version().feature() >= SINCE && Files.exists(file())
				&& changed(file()).compareTo(changed(original())) > 0;
	}

	/**
	 * Builds set the time of modification to a fixed one, so that two give the same
	 * bytes.
	 */
	private static FileTime changed(Path file) {
		try {
			return (FileTime) Files.getAttribute(file, "unix:ctime");
		}
		catch (IOException ex) {
			throw new NotStartedException("%s cannot be read: %s".formatted(file, ex), ex);
		}
	}

	/**
	 * Extracts the jar, in place of what was there.
	 * @throws NotStartedException if that cannot be done
	 */
	void extract() throws InterruptedException {
		DataFolder.delete(folder());
		try {
			int status = new ProcessBuilder(Commands.extract(this)).inheritIO().start().waitFor();
			if (status != 0) {
				throw new NotStartedException(
						"%s could not be extracted: java exited with %d".formatted(this.service, status));
			}
		}
		catch (IOException ex) {
			throw new NotStartedException("%s could not be extracted: %s".formatted(this.service, ex.getMessage()), ex);
		}
	}

	/**
	 * @throws NotStartedException if the JVM has not written it
	 */
	void finish() {
		try {
			Files.move(unfinished(), file(), StandardCopyOption.ATOMIC_MOVE);
		}
		catch (IOException ex) {
			throw new NotStartedException("The JVM of %s has written no AOT cache: %s".formatted(this.service, ex), ex);
		}
	}

}
