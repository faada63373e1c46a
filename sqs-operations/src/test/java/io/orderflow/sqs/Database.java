package io.orderflow.sqs;

import javax.sql.DataSource;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * A database of the tests' PostgreSQL.
 *
 * @param name its name
 * @param port the server's port
 * @param admin a connection to another database of it
 */
public record Database(String name, int port, JdbcClient admin) {

	public String url() {
		return "jdbc:postgresql://127.0.0.1:" + this.port + "/" + this.name;
	}

	/**
	 * Its data source, with the starter's tables in it.
	 */
	public DataSource migrated() {
		DataSource dataSource = new DriverManagerDataSource(url(), "postgres", "postgres");
		new SqsOperationsSchema(dataSource);
		return dataSource;
	}

	/**
	 * Cuts all connections and refuses new ones.
	 */
	public void takeAway() {
		this.admin.sql("alter database " + this.name + " allow_connections false").update();
		this.admin.sql("select pg_terminate_backend(pid) from pg_stat_activity where datname = :name")
			.param("name", this.name)
			.query()
			.listOfRows();
	}

	public void bringBack() {
		this.admin.sql("alter database " + this.name + " allow_connections true").update();
	}

}
