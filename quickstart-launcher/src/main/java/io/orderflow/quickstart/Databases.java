package io.orderflow.quickstart;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * The databases of the services.
 */
final class Databases {

	private Databases() {
	}

	/**
	 * Create a database, and the user of the same name and password that owns it, where
	 * they are missing.
	 */
	static void create(Connection connection, String name) throws SQLException {
		try (Statement statement = connection.createStatement()) {
			if (!exists(statement, "SELECT FROM pg_roles WHERE rolname = '%s'".formatted(name))) {
				statement.execute("CREATE ROLE %1$s LOGIN PASSWORD '%1$s'".formatted(name));
			}
			if (!exists(statement, "SELECT FROM pg_database WHERE datname = '%s'".formatted(name))) {
				statement.execute("CREATE DATABASE %1$s OWNER %1$s".formatted(name));
			}
		}
	}

	private static boolean exists(Statement statement, String query) throws SQLException {
		try (ResultSet rows = statement.executeQuery(query)) {
			return rows.next();
		}
	}

}
