package io.orderflow.endtoend;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A release's jars run beside those of the release before, on the same databases, while
 * an upgrade is under way and when it is taken back. So migrations only add.
 */
class MigrationTests {

	static Stream<Migration> migrations() throws IOException {
		try (Stream<Path> modules = Files.list(Path.of(".."))) {
			return modules.map((module) -> module.resolve("src/main/resources"))
				.filter(Files::isDirectory)
				.flatMap(MigrationTests::files)
				.map(Migration::read)
				.toList()
				.stream();
		}
	}

	private static Stream<Path> files(Path resources) {
		try {
			return Files.walk(resources)
				.filter((file) -> file.getFileName().toString().matches("[VR][0-9_.]*__.*\\.sql"));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@ParameterizedTest
	@MethodSource("migrations")
	void aMigrationOnlyAddsUnlessItIsTheFirst(Migration migration) {
		if (!migration.isFirst()) {
			assertThat(migration.breaking()).as(migration.name()).isEmpty();
		}
	}

	@Test
	void allMigrationsAreLookedAt() throws IOException {
		assertThat(migrations().map(Migration::name)).anyMatch((name) -> name.endsWith("V1__orders.sql"))
			.anyMatch((name) -> name.endsWith("V1__invoices.sql"))
			.anyMatch((name) -> name.endsWith("V1__event_outbox.sql"))
			.anyMatch((name) -> name.endsWith("V2__parked_events.sql"))
			.anyMatch((name) -> name.endsWith("sqs/migration/V1__dead_letters.sql"))
			.anyMatch((name) -> name.endsWith("V3__real_invoices.sql"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "drop table orders", "DROP  TABLE orders", "drop index orders_pkey", "truncate orders",
			"alter table orders drop column reference", "alter table orders rename to purchases",
			"alter table orders rename column net to amount", "alter table orders alter column net type bigint",
			"alter table orders alter column reference set not null", "alter table orders alter net drop default",
			"alter table orders add column state text not null", "alter table orders add state text not null",
			"alter table orders add column state text, drop column reference",
			"alter table orders add column state text unique", "alter table orders add column n int check (n > 0)",
			"alter table orders add constraint c check (net < 10)",
			"alter table orders add column by_id uuid references customers",
			"create unique index one_reference on orders (reference)", "delete from orders",
			"update orders set net = 0", "insert into orders values (1)",
			"create trigger t before insert on orders execute function f()",
			"create rule r as on insert to orders do instead nothing", "revoke insert on orders from orders",
			"create table new (id int); drop table orders", "/* additive */ drop table orders",
			"create table new (note text default '; --'); drop table orders", "do $$ begin drop table orders; end $$" })
	void whatBreaksTheOlderJarIsRefused(String sql) {
		assertThat(new Migration("V2__bad.sql", sql).breaking()).isNotEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "create table new (id int primary key, note text not null check (note <> ''))",
			"create index on orders (reference)", "alter table orders add column note text",
			"alter table orders add column state text not null default 'drop table; orders'",
			"alter table orders add column a numeric(10, 2), add column b int", "comment on table orders is 'rename'",
			"-- drop table orders\ncreate table new (id int)" })
	void whatOnlyAddsIsNot(String sql) {
		assertThat(new Migration("V2__good.sql", sql).breaking()).isEmpty();
	}

}
