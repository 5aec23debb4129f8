package org.mer.table;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import org.apache.iceberg.CatalogProperties;
import org.apache.iceberg.jdbc.JdbcCatalog;
import org.apache.iceberg.jdbc.JdbcClientPool;
import org.apache.iceberg.jdbc.UncheckedSQLException;

/**
 * Iceberg's JDBC catalogue over an SQLite file that several sessions and processes write to. Each
 * use has a connection of its own: Iceberg leaves a query open when it starts, and on a connection
 * that lives on, SQLite takes that for a reader and lets nobody else write.
 */
public final class SqliteCatalog extends JdbcCatalog {
  /** A catalogue that {@link #initialize} gives its file. */
  public SqliteCatalog() {
    super(null, Connections::new, true);
  }

  @Override
  public void initialize(String name, Map<String, String> properties) {
    try {
      super.initialize(name, properties);
    } catch (UncheckedSQLException e) {
      // Another job that started at the same time was first to make the tables or to add a column
      // to them; now they are there.
      super.initialize(name, properties);
    }
  }

  private static final class Connections extends JdbcClientPool {
    Connections(Map<String, String> properties) {
      super(properties.get(CatalogProperties.URI), properties);
    }

    @Override
    public <R> R run(Action<R, Connection, SQLException> action, boolean retry)
        throws SQLException, InterruptedException {
      try (Connection connection = newClient()) {
        return action.run(connection);
      }
    }
  }
}
