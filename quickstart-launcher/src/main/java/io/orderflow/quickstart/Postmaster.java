package io.orderflow.quickstart;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/**
 * PostgreSQL's first process, which detaches itself from the one that starts it.
 */
final class Postmaster {

	private final Path file;

	Postmaster(Path data) {
		this.file = data.resolve("postmaster.pid");
	}

	/**
	 * The process, as the first line of its file tells. A file left by an earlier run
	 * names a process that is anybody's by now, so that only one younger than this
	 * process counts.
	 * @return empty where none is running
	 */
	Optional<ProcessHandle> find() {
		try {
			Optional<ProcessHandle> process = Files.exists(this.file)
					? ProcessHandle.of(Long.parseLong(Files.readAllLines(this.file).get(0).strip())) : Optional.empty();
			return process.filter((found) -> startOf(found).isAfter(startOf(ProcessHandle.current())));
		}
		catch (IOException ex) {
			throw new IllegalStateException("The process id of PostgreSQL cannot be read: " + ex.getMessage(), ex);
		}
	}

	private static Instant startOf(ProcessHandle process) {
		return process.info().startInstant().orElse(Instant.MIN);
	}

}
