package io.orderflow.quickstart;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * The folder that is kept from one run to the next. One run at a time has it: the system
 * takes the lock away from a process that ends, however it ends.
 */
final class DataFolder {

	private static final String LOCK = "lock";

	private final Path folder;

	/** Never read, but held: a lock that nobody refers to is released. */
	private final FileLock lock;

	private DataFolder(Path folder, FileLock lock) {
		this.folder = folder;
		this.lock = lock;
	}

	/**
	 * @throws NotStartedException if another quickstart has the folder, it holds
	 * something else, or it cannot be written
	 */
	static DataFolder open(Path path) {
		Path folder = path.toAbsolutePath().normalize();
		try {
			Files.createDirectories(folder);
			if (isOfSomethingElse(folder)) {
				throw new NotStartedException(
						"The data folder %s holds something else, which --fresh might drop: give --data=DIR a folder of its own"
							.formatted(folder));
			}
			@Nullable FileLock lock = FileChannel.open(folder.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE)
				.tryLock();
			if (lock == null) {
				throw new NotStartedException(
						"Another quickstart is running on the data in %s; stop it, or give --data=DIR and --port-offset=N"
							.formatted(folder));
			}
			return new DataFolder(folder, lock);
		}
		catch (IOException ex) {
			throw new NotStartedException("The data folder %s cannot be used: %s".formatted(folder, ex), ex);
		}
	}

	private static boolean isOfSomethingElse(Path folder) throws IOException {
		try (Stream<Path> files = Files.list(folder)) {
			return files.findAny().isPresent() && !Files.exists(folder.resolve(LOCK));
		}
	}

	Path aws() {
		return this.folder.resolve("aws");
	}

	Path postgres() {
		return this.folder.resolve("postgres");
	}

	/** PostgreSQL itself, unpacked; not data. */
	Path binaries() {
		return this.folder.resolve("binaries");
	}

	void clear() {
		List.of(aws(), postgres()).forEach(DataFolder::delete);
	}

	static void delete(Path folder) {
		if (!Files.exists(folder)) {
			return;
		}
		try (Stream<Path> files = Files.walk(folder)) {
			for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
				Files.delete(file);
			}
		}
		catch (IOException ex) {
			throw new NotStartedException("The data in %s cannot be deleted: %s".formatted(folder, ex), ex);
		}
	}

}
