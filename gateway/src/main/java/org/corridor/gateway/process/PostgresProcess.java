package org.corridor.gateway.process;

import io.zonky.test.db.postgres.embedded.DefaultPostgresBinaryResolver;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import io.zonky.test.db.postgres.embedded.PgBinaryResolver;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A real PostgreSQL server as a child process, durable: fsync is on. Its binaries come from a Maven
 * artifact and are unpacked once beside the data.
 */
public final class PostgresProcess implements AutoCloseable {
  private static final Duration START_TIMEOUT = Duration.ofSeconds(60);
  private static final String USER = "postgres";

  private final ChildProcess server;
  private final int port;

  /**
   * The software, for one folder: the library unpacks what one resolver tells only once in a
   * process, so that a second server of this process would find nothing in its own folder.
   */
  private record Software(Path folder) implements PgBinaryResolver {
    @Override
    public InputStream getPgBinary(String system, String machine) throws IOException {
      return DefaultPostgresBinaryResolver.INSTANCE.getPgBinary(system, machine);
    }
  }

  private PostgresProcess(ChildProcess server, int port) {
    this.server = server;
    this.port = port;
  }

  /**
   * Prepares a server: unpacks binaries and creates the cluster when there is none.
   *
   * @param home a folder of its own; holds {@code bin-*} and {@code data}
   * @param port the loopback port to serve
   */
  public static PostgresProcess prepare(Path home, int port) {
    Path data = home.resolve("data");
    Path binaries = home.resolve("software");
    try {
      Files.createDirectories(home);
      if (!Files.exists(data.resolve("PG_VERSION"))) {
        // The library unpacks, runs initdb and starts once; from then on the server is ours to run.
        EmbeddedPostgres.builder()
            .setPgBinaryResolver(new Software(binaries))
            .setOverrideWorkingDirectory(binaries.toFile())
            .setDataDirectory(data)
            .setCleanDataDirectory(false)
            .setServerConfig("fsync", "on")
            .setPort(port)
            .start()
            .close();
      }
      List<String> command = new ArrayList<>();
      if (isRoot()) {
        // PostgreSQL refuses to run as root; in a user namespace of its own it is nobody.
        command.addAll(List.of("unshare", "-U"));
      }
      command.add(executable(binaries).toString());
      command.addAll(List.of("-D", data.toString(), "-p", Integer.toString(port)));
      for (String setting : SETTINGS) {
        command.addAll(List.of("-c", setting));
      }
      return new PostgresProcess(
          new ChildProcess(
              "PostgreSQL", command, Map.of("LC_ALL", "C"), home.resolve("postgres.log")),
          port);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot prepare PostgreSQL in " + home, e);
    }
  }

  private static final List<String> SETTINGS =
      List.of(
          "listen_addresses=127.0.0.1",
          "unix_socket_directories=",
          "fsync=on",
          "synchronous_commit=on",
          "full_page_writes=on",
          "max_connections=120",
          "shared_buffers=256MB",
          "wal_compression=on",
          "max_wal_size=2GB",
          "checkpoint_timeout=15min",
          "jit=off",
          "autovacuum_naptime=15s",
          "log_min_messages=warning");

  /** The process, to be watched and killed. */
  public ChildProcess process() {
    return server;
  }

  /** Starts it and waits until it takes connections. */
  public void start() {
    server.startAndAwait(this::takesConnections, START_TIMEOUT);
  }

  /** Creates a database when it does not exist. */
  public void createDatabase(String name) {
    try (Connection connection = connect();
        var statement = connection.createStatement();
        var exists =
            statement.executeQuery("select 1 from pg_database where datname = '" + name + "'")) {
      if (!exists.next()) {
        statement.execute("create database " + name);
      }
    } catch (SQLException e) {
      throw new IllegalStateException("cannot create database " + name, e);
    }
  }

  /** The JDBC address of a database. */
  public String jdbcUrl(String database) {
    return "jdbc:postgresql://127.0.0.1:%d/%s?user=%s".formatted(port, database, USER);
  }

  @Override
  public void close() {
    server.close();
  }

  private Connection connect() throws SQLException {
    return DriverManager.getConnection(jdbcUrl("postgres") + "&connectTimeout=2&socketTimeout=30");
  }

  private boolean takesConnections() {
    try (Connection connection = connect()) {
      return connection.isValid(1);
    } catch (SQLException e) {
      return false;
    }
  }

  private static boolean isRoot() {
    return "root".equals(System.getProperty("user.name"));
  }

  private static Path executable(Path binaries) throws IOException {
    try (Stream<Path> found = Files.find(binaries, 4, (p, a) -> p.endsWith("bin/postgres"))) {
      return found
          .findFirst()
          .orElseThrow(() -> new IOException("no PostgreSQL binaries in " + binaries));
    }
  }
}
