package io.orderflow.endtoend;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * Orders flow while the processes are killed at random moments. In its short form one
 * scenario; {@code end-to-end/crash-test} runs all of them for as long as one likes. The
 * properties: {@code crash.orders} a scenario, {@code crash.seed} to have the same kills
 * again, {@code crash.all} for the scenarios with one instance of each service and more
 * kills, and {@code crash.minutes} for how long the last scenario is repeated, each time
 * with the next seed.
 */
class CrashIT {

	private static final int CLIENTS = 8;

	private static final boolean ALL = Boolean.getBoolean("crash.all");

	private static final int ORDERS = Integer.getInteger("crash.orders", 300);

	private static final Duration MINUTES = Duration.ofMinutes(Integer.getInteger("crash.minutes", 0));

	private static final long SEED = Long.getLong("crash.seed", System.nanoTime() % 1_000_000);

	@Test
	@EnabledIfSystemProperty(named = "crash.all", matches = "true")
	void everyAcceptedOrderIsInvoicedOnceWhenEachProcessIsKilledOnce() throws Exception {
		run(new Scenario("once", 1, 1, 1, ORDERS, SEED));
	}

	@Test
	@EnabledIfSystemProperty(named = "crash.all", matches = "true")
	void everyAcceptedOrderIsInvoicedOnceWhenEachProcessIsKilledTwice() throws Exception {
		run(new Scenario("twice", 1, 1, 2, ORDERS, SEED));
	}

	@Test
	void everyAcceptedOrderIsInvoicedOnceWhileInstancesComeAndGo() throws Exception {
		long deadline = System.nanoTime() + MINUTES.toNanos();
		long seed = SEED;
		do {
			run(new Scenario("instances", 2, ALL ? 3 : 2, ALL ? 2 : 1, ORDERS, seed++));
		}
		while (System.nanoTime() < deadline);
	}

	private static void run(Scenario scenario) throws Exception {
		System.out.println("Crash test: " + scenario);
		ExecutorService threads = Executors.newCachedThreadPool();
		try (CrashSite site = new CrashSite(scenario)) {
			site.start();
			long start = System.nanoTime();
			Ledger ledger = new Ledger(scenario.orders());
			Killer killer = new Killer(site, scenario, ledger::size);
			List<Future<Void>> running = new ArrayList<>();
			for (int i = 0; i < CLIENTS; i++) {
				running.add(threads.submit(new CrashClient(site.apis.stream().map(Service::address).toList(), ledger)));
			}
			running.add(threads.submit(killer));
			for (Future<Void> end : running) {
				end.get(30, TimeUnit.MINUTES);
			}
			// What was killed last may still be on its way up.
			site.awaitReady();
			Books books = new Books(site.postgres.jdbc("orders"), site.postgres.jdbc("invoices"), site.queues);
			books.assertBalanced(ledger.ids());
			CrashReport.say(
					"%s: %d orders = %d invoices numbered without a gap, %d replays, %d retries of clients, %d redeliveries, kills %s, %d s, seed %d"
						.formatted(scenario.name(), ledger.size(), ledger.size(), ledger.replays(), ledger.retries(),
								killer.redeliveries(), killer.kills(),
								TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start), scenario.seed()));
		}
		finally {
			threads.shutdownNow();
		}
	}

}
