package io.orderflow.quickstart;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;

/**
 * Starts everything, and stops it in the opposite order on SIGTERM, or when one of the
 * programs ends by itself. Run in the repository by the script {@code quickstart}, which
 * turns Ctrl-C into SIGTERM: the terminal would send it to every program at once.
 */
public final class Quickstart {

	private static final Path TRAINING_DATA = Path.of("quickstart-launcher/target/training");

	private final Options options;

	private final Ports ports;

	private final Log log;

	private Quickstart(Options options, Log log) {
		this.options = options;
		this.ports = Ports.withOffset(options.portOffset());
		this.log = log;
	}

	/**
	 * Runs until it is stopped. Exits with 2 if an argument is wrong, and with 1 if
	 * something cannot be started or ends by itself.
	 * @param args see {@code --help}
	 */
	public static void main(String[] args) {
		// Numbers are written for machines: some locales have digits of their own.
		Locale.setDefault(Locale.ROOT);
		Log log = new Log(new PrintStream(new FileOutputStream(FileDescriptor.out), false, StandardCharsets.UTF_8));
		try {
			Options options = Options.parse(args);
			if (options.help()) {
				System.out.print(Options.helpText());
				return;
			}
			Quickstart quickstart = new Quickstart(options, log);
			if (options.train()) {
				quickstart.train();
			}
			else {
				quickstart.run();
			}
		}
		catch (IllegalArgumentException ex) {
			System.err.println(ex.getMessage());
			System.exit(2);
		}
		catch (NotStartedException ex) {
			log.say(ex.getMessage());
			System.exit(1);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private void train() throws InterruptedException {
		if (Runtime.version().feature() < AotCache.SINCE) {
			throw new NotStartedException(
					"AOT caches need a JDK %d or newer, but this is %s".formatted(AotCache.SINCE, Runtime.version()));
		}
		List<AotCache> caches = List.of(new AotCache("order-api"), new AotCache("invoice-worker"));
		if (caches.stream().allMatch(AotCache::isUsable)) {
			return;
		}
		this.log
			.say("Making AOT caches, with which the services start in less than half the time: once for each build, "
					+ "in a minute or two");
		DataFolder data = DataFolder.open(TRAINING_DATA);
		requirePorts();
		data.clear();
		for (AotCache cache : caches) {
			cache.extract();
		}
		PostgresLog.leadInto(this.log);
		Orderflow orderflow = new Orderflow(this.ports, new Commands(this.ports, true), data, false, this.log);
		orderflow.start();
		new Training(this.ports).run();
		this.log.say("Writing the AOT caches");
		orderflow.finishTraining();
		caches.forEach(AotCache::finish);
		System.exit(0);
	}

	private void run() throws InterruptedException {
		DataFolder data = DataFolder.open(this.options.data());
		requirePorts();
		if (this.options.fresh()) {
			data.clear();
		}
		PostgresLog.leadInto(this.log);
		Commands commands = new Commands(this.ports, false);
		Orderflow orderflow = new Orderflow(this.ports, commands, data, this.options.demo(), this.log);
		try {
			orderflow.start();
			this.log.say(new Guide(this.ports, commands).text());
			if (this.options.demo()) {
				this.log.say(Journey.table(new Demo(this.ports).run()));
			}
			new CountDownLatch(1).await();
		}
		catch (RuntimeException ex) {
			// While all is being stopped, anything may fail.
			if (!orderflow.stopping()) {
				throw ex;
			}
		}
	}

	private void requirePorts() {
		List<String> complaints = PortCheck.complaints(this.ports);
		if (!complaints.isEmpty()) {
			throw new NotStartedException(
					String.join("\n", complaints) + "\nNothing was started. --port-offset=N takes other ports.");
		}
	}

}
