package io.orderflow.endtoend;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * The data directory of a PostgreSQL, which may be at work in it.
 */
record DataFiles(Path directory) {

	private static final Set<String> OF_THE_PROCESS = Set.of("postmaster.pid", "postmaster.opts", "epg-lock");

	/**
	 * Copies what a backup needs: all but the write-ahead log, which the archive has, and
	 * the files of the running process.
	 */
	void copyTo(Path target) throws IOException {
		Files.walkFileTree(this.directory, new SimpleFileVisitor<Path>() {

			@Override
			public FileVisitResult preVisitDirectory(Path source, BasicFileAttributes attributes) throws IOException {
				Files.createDirectory(in(target, source),
						PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
				return FileVisitResult.CONTINUE;
			}

			@Override
			public FileVisitResult visitFile(Path source, BasicFileAttributes attributes) throws IOException {
				if (isLeftOut(source)) {
					return FileVisitResult.CONTINUE;
				}
				try {
					Files.copy(source, in(target, source), StandardCopyOption.COPY_ATTRIBUTES);
					return FileVisitResult.CONTINUE;
				}
				catch (IOException ex) {
					return visitFileFailed(source, ex);
				}
			}

			@Override
			public FileVisitResult visitFileFailed(Path source, IOException ex) throws IOException {
				if (ex instanceof NoSuchFileException) {
					// The server deleted it; the log tells the restored one so.
					return FileVisitResult.CONTINUE;
				}
				throw ex;
			}

		});
	}

	private Path in(Path target, Path source) {
		return target.resolve(this.directory.relativize(source));
	}

	private boolean isLeftOut(Path source) {
		return this.directory.relativize(source).startsWith("pg_wal")
				|| OF_THE_PROCESS.contains(source.getFileName().toString());
	}

}
