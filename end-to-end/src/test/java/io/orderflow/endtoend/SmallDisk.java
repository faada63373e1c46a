package io.orderflow.endtoend;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/**
 * A disk of 400 MB that can be filled. It needs the right to mount; without it, it is a
 * folder like any other.
 */
class SmallDisk implements AutoCloseable {

	private final Path folder;

	private final boolean mounted;

	SmallDisk() {
		try {
			this.folder = Files.createTempDirectory("small-disk");
			this.mounted = run("mount", "-t", "tmpfs", "-o", "size=400m", "small-disk", this.folder.toString());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** Whether it can be filled. */
	boolean isMounted() {
		return this.mounted;
	}

	Path folder(String name) {
		return this.folder.resolve(name);
	}

	/** Leaves not a byte free. */
	void fill() {
		byte[] block = new byte[4096];
		try (OutputStream ballast = Files.newOutputStream(ballast())) {
			while (true) {
				ballast.write(block);
			}
		}
		catch (IOException ex) {
			// It is full.
		}
	}

	void free() throws IOException {
		Files.deleteIfExists(ballast());
	}

	private Path ballast() {
		return this.folder.resolve("ballast");
	}

	private static boolean run(String... command) throws IOException {
		Process process = new ProcessBuilder(command).start();
		try {
			return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return false;
		}
	}

	@Override
	public void close() throws IOException {
		if (this.mounted) {
			run("umount", this.folder.toString());
		}
		Files.deleteIfExists(this.folder);
	}

}
