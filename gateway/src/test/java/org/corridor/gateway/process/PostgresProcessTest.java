package org.corridor.gateway.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostgresProcessTest {
  @Test
  void keepsWhatWasCommittedThroughAKill(@TempDir Path home) throws SQLException {
    try (PostgresProcess server = PostgresProcess.prepare(home, new Ports().any())) {
      server.start();
      server.createDatabase("one");
      execute(server, "create table t (n int)", "insert into t values (7)");

      server.process().kill();
      server.start();
      server.createDatabase("one");

      try (Connection connection = DriverManager.getConnection(server.jdbcUrl("one"));
          Statement statement = connection.createStatement();
          var row = statement.executeQuery("select n, current_setting('fsync') from t")) {
        assertThat(row.next()).isTrue();
        assertThat(row.getInt(1)).isEqualTo(7);
        assertThat(row.getString(2)).isEqualTo("on");
      }
    }
  }

  private static void execute(PostgresProcess server, String... statements) throws SQLException {
    try (Connection connection = DriverManager.getConnection(server.jdbcUrl("one"));
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }
}
