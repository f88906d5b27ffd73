package org.corridor.adapters.persistence;

import com.zaxxer.hikari.HikariDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicInteger;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.PostgreSQLContainer;

/**
 * A real PostgreSQL for tests, once per JVM: in a container where Docker answers, else as a child
 * process. It keeps what it commits (fsync is on). Each new database costs hundreds of files to be
 * synchronised: take one for many tests and {@link Database#clear} it.
 */
public final class PostgresForTests {
  private static final String TEMPLATE = "corridor_template";
  private static final AtomicInteger NEXT = new AtomicInteger();
  private static final Server SERVER = start();

  private PostgresForTests() {}

  /** A new database with the tables of this version and nothing in them. */
  public static Database migrated() {
    return create("template " + TEMPLATE);
  }

  /** A new database without tables. */
  public static Database empty() {
    return create("");
  }

  private static Database create(String options) {
    String name = "test_" + NEXT.incrementAndGet();
    execute(SERVER.database("postgres"), "create database " + name + " " + options);
    return SERVER.database(name);
  }

  private static Server start() {
    Server server = dockerAnswers() ? container() : childProcess();
    execute(server.database("postgres"), "create database " + TEMPLATE);
    Database template = server.database(TEMPLATE);
    try (HikariDataSource pool = template.pool(2)) {
      Migrations.apply(pool);
    }
    return server;
  }

  private static boolean dockerAnswers() {
    boolean mayAnswer =
        System.getenv("DOCKER_HOST") != null || Files.exists(Path.of("/var/run/docker.sock"));
    return mayAnswer && DockerClientFactory.instance().isDockerAvailable();
  }

  @SuppressWarnings("resource") // lives as long as the JVM; Testcontainers reaps it
  private static Server container() {
    PostgreSQLContainer<?> postgres = new PostgreSQLContainer<>("postgres:17-alpine");
    postgres.setCommand("postgres", "-c", "fsync=on", "-c", "max_connections=200");
    postgres.start();
    return new Server(
        postgres.getHost(),
        postgres.getMappedPort(PostgreSQLContainer.POSTGRESQL_PORT),
        postgres.getUsername(),
        postgres.getPassword());
  }

  private static Server childProcess() {
    try {
      EmbeddedPostgres postgres =
          EmbeddedPostgres.builder()
              .setServerConfig("fsync", "on")
              .setServerConfig("full_page_writes", "on")
              .setServerConfig("synchronous_commit", "on")
              .setServerConfig("max_connections", "200")
              .start();
      return new Server("localhost", postgres.getPort(), "postgres", "postgres");
    } catch (IOException e) {
      throw new UncheckedIOException("PostgreSQL does not start", e);
    }
  }

  private static void execute(Database database, String sql) {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  private record Server(String host, int port, String user, String password) {
    Database database(String name) {
      return new Database("jdbc:postgresql://%s:%d/%s".formatted(host, port, name), user, password);
    }
  }

  /** A database on the server. */
  public record Database(String url, String user, String password) {
    /** A pool of connections, set up as {@link PostgresStores#driverProperties} says. */
    public HikariDataSource pool(int size) {
      HikariDataSource pool = new HikariDataSource();
      pool.setJdbcUrl(url);
      pool.setUsername(user);
      pool.setPassword(password);
      pool.setMaximumPoolSize(size);
      pool.setMinimumIdle(1);
      pool.setConnectionTimeout(5_000);
      PostgresStores.driverProperties().forEach(pool::addDataSourceProperty);
      return pool;
    }

    /** Empties all tables, those that are append only, too. */
    public void clear() {
      execute(
          this,
          """
          do $$
          declare
            name text;
          begin
            set local session_replication_role = replica;
            for name in select tablename from pg_tables
                where schemaname = 'public' and tablename <> 'flyway_schema_history' loop
              execute format('delete from %I', name);
            end loop;
          end
          $$
          """);
    }

    /** One connection of its own. */
    public Connection connect() throws SQLException {
      Properties properties = new Properties();
      properties.setProperty("user", user);
      properties.setProperty("password", password);
      return DriverManager.getConnection(url, properties);
    }
  }
}
