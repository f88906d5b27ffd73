package org.corridor.gateway.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.corridor.gateway.process.Ports;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Two banks on real servers, started once for all test classes that ask for them: a parameter of
 * type {@link TwoBanks}. What one class leaves behind the others must bear.
 */
public final class BanksAtWork implements ParameterResolver {
  private static final ExtensionContext.Namespace NAMESPACE =
      ExtensionContext.Namespace.create(BanksAtWork.class);

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == TwoBanks.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return context
        .getRoot()
        .getStore(NAMESPACE)
        .getOrComputeIfAbsent(Started.class, key -> new Started(), Started.class)
        .banks;
  }

  /** Ended with the test run. */
  @SuppressWarnings("deprecation") // AutoCloseable alone is closed from JUnit 5.13 on
  private static final class Started implements ExtensionContext.Store.CloseableResource {
    final Path data;
    final TwoBanks banks;

    Started() {
      try {
        data = Files.createTempDirectory("corridor-banks");
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      banks =
          new TwoBanks(
              new TwoBanks.Options(data, null, false, List.of()),
              System.out::println,
              Ports.ofChance());
      try {
        banks.start();
      } catch (RuntimeException e) {
        banks.close();
        throw e;
      }
    }

    @Override
    public void close() throws IOException {
      banks.close();
      try (Stream<Path> files = Files.walk(data)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.deleteIfExists(file);
        }
      }
    }
  }
}
