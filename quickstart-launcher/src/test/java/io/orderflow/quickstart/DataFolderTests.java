package io.orderflow.quickstart;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class DataFolderTests {

	@TempDir
	private Path folder;

	@Test
	void freshDropsTheDataAndKeepsTheUnpackedBinaries() throws IOException {
		DataFolder data = DataFolder.open(this.folder);
		for (Path kept : new Path[] { data.aws(), data.postgres(), data.binaries() }) {
			Files.createDirectories(kept.resolve("below"));
			Files.writeString(kept.resolve("below/file"), "x");
		}
		data.clear();
		assertThat(data.aws()).doesNotExist();
		assertThat(data.postgres()).doesNotExist();
		assertThat(data.binaries().resolve("below/file")).exists();
	}

	@Test
	void freshIsFineWhereThereIsNoData() {
		DataFolder data = DataFolder.open(this.folder.resolve("new"));
		data.clear();
		assertThat(data.postgres()).doesNotExist();
	}

	@Test
	void aFolderOfSomethingElseIsLeftAlone() throws IOException {
		Path mine = Files.createFile(this.folder.resolve("mine"));
		assertThatExceptionOfType(NotStartedException.class).isThrownBy(() -> DataFolder.open(this.folder))
			.withMessageContaining("The data folder %s holds something else".formatted(this.folder));
		assertThat(this.folder).isDirectoryContaining(mine::equals);
		assertThat(this.folder.resolve("lock")).doesNotExist();
	}

	@Test
	void aFolderThatCannotBeMadeIsNamed() throws IOException {
		Path file = Files.createFile(this.folder.resolve("file"));
		assertThatExceptionOfType(NotStartedException.class).isThrownBy(() -> DataFolder.open(file.resolve("data")))
			.withMessageContaining("The data folder %s cannot be used".formatted(file.resolve("data")));
	}

}
