package io.orderflow.sqs;

import java.nio.file.Path;

import javax.sql.DataSource;

import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The tables beside those of an application, which may have made one of them itself.
 */
class SqsOperationsSchemaTests {

	private final Database database = Infrastructure.newDatabase();

	private final DataSource dataSource = new DriverManagerDataSource(this.database.url(), "postgres", "postgres");

	private final JdbcClient jdbc = JdbcClient.create(this.dataSource);

	@Test
	void theLettersOfAWorkerThatMadeTheTableItselfStay() {
		Flyway.configure()
			.dataSource(this.dataSource)
			.locations("filesystem:" + Path.of("../invoice-worker/src/main/resources/db/migration"))
			.load()
			.migrate();
		this.jdbc
			.sql("""
					insert into dead_letters (queue, message_id, reason, attributes, envelope, encoding, sent_at, collected_at)
					values ('dead', 'one', 'poison', '{}', '[]', 'UTF-8', now(), now())""")
			.update();
		String before = columns();

		this.database.migrated();
		this.database.migrated();

		assertThat(this.jdbc.sql("select count(*) from dead_letters").query(Long.class).single()).isEqualTo(1);
		assertThat(columns()).isEqualTo(before);
	}

	@Test
	void theTableIsTheSameWhoeverMadeIt() {
		this.database.migrated();
		String ours = columns();
		Database workers = Infrastructure.newDatabase();
		DataSource other = new DriverManagerDataSource(workers.url(), "postgres", "postgres");
		Flyway.configure()
			.dataSource(other)
			.locations("filesystem:" + Path.of("../invoice-worker/src/main/resources/db/migration"))
			.load()
			.migrate();

		assertThat(ours).isEqualTo(columns(JdbcClient.create(other))).contains("envelope bytea NO");
	}

	private String columns() {
		return columns(this.jdbc);
	}

	private static String columns(JdbcClient jdbc) {
		return jdbc.sql("""
				select string_agg(concat_ws(' ', column_name, data_type, is_nullable), E'\\n' order by ordinal_position)
				|| (select string_agg(pg_get_constraintdef(oid), E'\\n' order by conname) from pg_constraint
					where conrelid = 'dead_letters'::regclass)
				from information_schema.columns where table_name = 'dead_letters'""").query(String.class).single();
	}

}
