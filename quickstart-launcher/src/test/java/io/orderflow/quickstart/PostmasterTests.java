package io.orderflow.quickstart;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class PostmasterTests {

	@TempDir
	private Path data;

	@Test
	void withoutAFileThereIsNone() {
		assertThat(new Postmaster(this.data).find()).isEmpty();
	}

	@Test
	void aFileOfThisRunNamesIt() throws IOException {
		Process younger = new ProcessBuilder("sleep", "30").start();
		try {
			leaveFile(younger.pid());
			assertThat(new Postmaster(this.data).find()).contains(younger.toHandle());
		}
		finally {
			younger.destroyForcibly();
		}
	}

	@Test
	void aFileOfAnEarlierRunNamesNobodyEvenIfItsNumberIsTakenByAnother() throws IOException {
		leaveFile(ProcessHandle.current().pid());
		assertThat(new Postmaster(this.data).find()).isEmpty();
	}

	private void leaveFile(long pid) throws IOException {
		Files.writeString(this.data.resolve("postmaster.pid"), "%d%n/data%n".formatted(pid));
	}

}
