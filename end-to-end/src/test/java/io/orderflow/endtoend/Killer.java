package io.orderflow.endtoend;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.function.IntSupplier;

import org.awaitility.Awaitility;

/**
 * Kills every process as often as the scenario says, one after the other in random order,
 * and starts each again. The moments are spread over the orders: the next is there once
 * so many are accepted, or some seconds after the one before, so that one process is
 * killed while another is still coming up and nobody is served.
 */
final class Killer implements Callable<Void> {

	static final String DUPLICATES = "invoices_duplicates_total";

	private final CrashSite site;

	private final Scenario scenario;

	private final IntSupplier accepted;

	private final Random random;

	private final Map<String, Integer> kills = new TreeMap<>();

	private double duplicates;

	Killer(CrashSite site, Scenario scenario, IntSupplier accepted) {
		this.site = site;
		this.scenario = scenario;
		this.accepted = accepted;
		this.random = new Random(scenario.seed());
	}

	@Override
	public Void call() throws InterruptedException {
		List<SupervisedProcess> victims = new ArrayList<>();
		for (int i = 0; i < this.scenario.kills(); i++) {
			victims.addAll(this.site.processes());
		}
		Collections.shuffle(victims, this.random);
		List<Integer> moments = this.random.ints(victims.size(), 1, this.scenario.orders()).sorted().boxed().toList();
		for (int i = 0; i < victims.size(); i++) {
			awaitMoment(moments.get(i));
			kill(victims.get(i));
			Thread.sleep(this.random.nextInt(1500));
			victims.get(i).start();
		}
		return null;
	}

	private void awaitMoment(int moment) throws InterruptedException {
		long deadline = System.nanoTime() + Duration.ofMillis(2000 + this.random.nextInt(6000)).toNanos();
		Awaitility.await()
			.atMost(Duration.ofSeconds(10))
			.until(() -> this.accepted.getAsInt() >= moment || System.nanoTime() > deadline);
		// Else it would always be just after an answer.
		Thread.sleep(this.random.nextInt(200));
	}

	private void kill(SupervisedProcess victim) {
		// Its count dies with it.
		this.duplicates += this.site.workers.stream()
			.filter((worker) -> worker.process() == victim)
			.mapToDouble((worker) -> worker.metric(DUPLICATES))
			.sum();
		victim.kill();
		this.kills.merge(victim.toString(), 1, Integer::sum);
	}

	/** By process. */
	Map<String, Integer> kills() {
		return this.kills;
	}

	/**
	 * How many messages of orders that were invoiced already the workers have counted.
	 */
	long redeliveries() {
		return Math.round(
				this.duplicates + this.site.workers.stream().mapToDouble((worker) -> worker.metric(DUPLICATES)).sum());
	}

}
