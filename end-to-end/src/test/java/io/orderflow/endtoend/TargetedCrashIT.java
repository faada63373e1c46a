package io.orderflow.endtoend;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.services.sqs.SqsClient;

import org.springframework.util.FileSystemUtils;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * A service is killed at one of the worst moments there are, and started again.
 */
@TestInstance(Lifecycle.PER_CLASS)
class TargetedCrashIT {

	private static final Path DATA = Path.of("target", "crash", "targeted");

	private final Cloud cloud = new EmbeddedCloud();

	private final AwsProxy eventBridge = new AwsProxy(this.cloud.eventBridge());

	private final AwsProxy sqs = new AwsProxy(this.cloud.sqs());

	private final Queues queues = new Queues(AwsClients.configure(SqsClient.builder(), this.cloud.sqs()).build());

	private final List<String> accepted = new ArrayList<>();

	private KillablePostgres postgres;

	private Service api;

	private Service worker;

	private CrashClient client;

	@BeforeAll
	void start() throws IOException {
		FileSystemUtils.deleteRecursively(DATA);
		this.postgres = new KillablePostgres("targeted-postgres", DATA);
		this.postgres.process().startAndAwait();
		// What a killed worker held comes again soon.
		this.queues.hideFor("invoices", 5);
		this.api = service("order-api", "orders");
		this.worker = service("invoice-worker", "invoices");
		this.client = new CrashClient(List.of(this.api.address()), new Ledger(0));
	}

	private Service service(String jar, String database) {
		return Service.of(jar, "targeted-" + jar, this.postgres.url(database), this.eventBridge.uri(), this.sqs.uri());
	}

	@BeforeEach
	void startServices() {
		this.api.process().start();
		this.worker.process().startAndAwait();
		this.api.process().awaitReady();
	}

	@AfterEach
	void endFaults() {
		this.eventBridge.clear();
		this.sqs.clear();
	}

	@AfterAll
	void stop() {
		this.api.process().close();
		this.worker.process().close();
		this.postgres.close();
		this.queues.close();
		this.eventBridge.close();
		this.sqs.close();
		this.cloud.close();
	}

	@Test
	void eventsThatWereTakenButNotDeletedGoOutTwiceAndMakeOneInvoiceEach() throws Exception {
		this.eventBridge.on("PutEvents", AwsFault.CUT_BEFORE);
		for (int i = 0; i < 10; i++) {
			place();
		}
		CompletableFuture<Integer> taken = new CompletableFuture<>();
		AwsFault crash = (call) -> {
			call.forward();
			this.api.process().kill();
			taken.complete(call.json().get("Entries").size());
			return null;
		};
		this.eventBridge.on("PutEvents", crash.times(1).where(TargetedCrashIT::isOfTheApi));
		int entries = taken.get(1, TimeUnit.MINUTES);
		double duplicates = this.worker.metric(Killer.DUPLICATES);
		this.api.process().startAndAwait();
		assertBalanced();
		assertThat(this.worker.metric(Killer.DUPLICATES) - duplicates).isGreaterThanOrEqualTo(entries);
	}

	/** Not that of the worker, which tells of invoices. */
	private static boolean isOfTheApi(AwsCall call) {
		return call.json().at("/Entries/0/Source").asString("").equals("demo.orders");
	}

	@Test
	void messagesWhoseInvoicesAreCommittedButThatAreNotDeletedAreDuplicates() throws Exception {
		CompletableFuture<Integer> invoiced = new CompletableFuture<>();
		AwsFault crash = (call) -> {
			this.worker.process().kill();
			invoiced.complete(call.json().get("Entries").size());
			return null;
		};
		this.sqs.on("DeleteMessageBatch", crash.times(1).where(TargetedCrashIT::isOfTheWorkersQueue));
		String order = place();
		int messages = invoiced.get(1, TimeUnit.MINUTES);
		assertThat(invoicesOf(order)).isOne();
		assertThat(this.queues.messages()).isGreaterThanOrEqualTo(messages);
		this.worker.process().startAndAwait();
		assertBalanced();
		assertThat(this.worker.metric(Killer.DUPLICATES)).isGreaterThanOrEqualTo(messages);
	}

	/** Not that of the API, which hears of invoices. */
	private static boolean isOfTheWorkersQueue(AwsCall call) {
		return call.json().get("QueueUrl").asString().endsWith("/invoices");
	}

	@ParameterizedTest
	@EnumSource
	void anInvoiceThatWasNotYetCommittedIsIssuedOnce(HeldCommit.Moment moment) throws Exception {
		String order;
		try (HeldCommit held = HeldCommit.hold(this.postgres, "invoices", "invoices", moment)) {
			order = place();
			held.await();
			this.worker.process().kill();
			assertThat(invoicesOf(order)).isZero();
		}
		assertThat(invoicesOf(order)).isEqualTo((moment == HeldCommit.Moment.COMMIT_SENT) ? 1 : 0);
		this.worker.process().startAndAwait();
		assertBalanced();
	}

	@ParameterizedTest
	@EnumSource
	void anOrderThatWasNotYetCommittedIsPlacedOnce(HeldCommit.Moment moment) throws Exception {
		String key = UUID.randomUUID().toString();
		var thread = Executors.newSingleThreadExecutor();
		try (HeldCommit held = HeldCommit.hold(this.postgres, "orders", "orders", moment)) {
			Future<HttpResponse<byte[]>> first = thread.submit(() -> this.client.send(key, 1));
			held.await();
			this.api.process().kill();
			assertThatExceptionOfType(ExecutionException.class).isThrownBy(first::get)
				.withCauseInstanceOf(IOException.class);
			this.api.process().startAndAwait();
			assertThat(this.client.send(key, 1).statusCode()).as("while the first may still take effect")
				.isEqualTo(409);
		}
		finally {
			thread.shutdownNow();
		}
		accept(this.client.place(key, 1));
		assertBalanced();
	}

	private String place() throws InterruptedException {
		return accept(this.client.place(UUID.randomUUID().toString(), 1));
	}

	private String accept(HttpResponse<byte[]> answer) {
		String id = Pipeline.JSON.readTree(answer.body()).get("id").asString();
		this.accepted.add(id);
		return id;
	}

	private int invoicesOf(String order) {
		return this.postgres.jdbc("invoices")
			.sql("select count(*) from invoices where order_id = ?::uuid")
			.param(order)
			.query(Integer.class)
			.single();
	}

	private void assertBalanced() {
		new Books(this.postgres.jdbc("orders"), this.postgres.jdbc("invoices"), this.queues)
			.assertBalanced(this.accepted.stream().sorted().toList());
	}

}
