import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * DuckDB reads a CSV of tweets and writes Parquet, without cleaning: how fast this machine can be. It passes over
 * lines that are not UTF-8.
 */
final class DuckDbCopy {
  private DuckDbCopy() {}

  public static void main(String[] arguments) throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement()) {
      statement.execute("SET threads = 2");
      statement.execute(
          """
          COPY (SELECT * FROM read_csv('%s', header = false, delim = ',', quote = '"', escape = '"',
              all_varchar = true, strict_mode = false, ignore_errors = true,
              columns = {'target': 'VARCHAR', 'id': 'VARCHAR', 'date': 'VARCHAR', 'flag': 'VARCHAR',
                         'user': 'VARCHAR', 'text': 'VARCHAR'}))
          TO '%s' (FORMAT parquet, COMPRESSION zstd)"""
              .formatted(arguments[0], arguments[1]));
    }
  }
}
