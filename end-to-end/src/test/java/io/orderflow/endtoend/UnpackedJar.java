package io.orderflow.endtoend;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

import org.springframework.util.FileSystemUtils;

/**
 * A service's jar taken apart by Spring Boot's own tools, as it is in the images: the
 * same classes, which start in much less time than from within a jar of jars. Once a
 * build.
 */
final class UnpackedJar {

	private static final Path FOLDER = Path.of("target", "unpacked");

	private UnpackedJar() {
	}

	/**
	 * What to start with {@code -jar}.
	 * @param service such as {@code order-api}
	 * @throws IllegalStateException if the jar is not there or is none of Spring Boot's
	 */
	static Path of(String service) {
		Path jar = ServiceProcess.jar(service);
		try {
			// A jar that was built since has another name here.
			Path unpacked = FOLDER.resolve(service + "-" + Files.getLastModifiedTime(jar).toMillis());
			if (!Files.exists(unpacked)) {
				unpack(jar, unpacked);
			}
			return unpacked.resolve(jar.getFileName());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** Another process may do so at the same time: whichever is first stays. */
	private static void unpack(Path jar, Path unpacked) throws IOException {
		Path begun = Files.createTempDirectory(Files.createDirectories(FOLDER), "begun");
		File output = begun.resolve("output").toFile();
		Path result = begun.resolve("result");
		Process process = new ProcessBuilder(
				Service.java("-Djarmode=tools", "-jar", jar.toString(), "extract", "--destination", result.toString()))
			.redirectErrorStream(true)
			.redirectOutput(output)
			.start();
		try {
			if (!process.waitFor(1, TimeUnit.MINUTES) || process.exitValue() != 0) {
				throw new IllegalStateException("%s was not unpacked, see %s".formatted(jar, output));
			}
			Files.move(result, unpacked);
		}
		catch (FileAlreadyExistsException | DirectoryNotEmptyException ex) {
			// Unpacked by another in the meantime.
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
		FileSystemUtils.deleteRecursively(begun);
	}

}
