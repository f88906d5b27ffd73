package org.corridor.gateway.pages;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.corridor.gateway.demo.TwoBanks;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Two banks that are started once for all tests that ask for them, on real servers. */
final class RunningBanks implements BeforeAllCallback, ParameterResolver {
  private static final String KEY = "banks";

  /** The banks, and the folder of their data. */
  record Running(TwoBanks banks, Path data) implements ExtensionContext.Store.CloseableResource {
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

  @Override
  public void beforeAll(ExtensionContext context) {
    running(context);
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType().equals(Running.class);
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return running(context);
  }

  private static Running running(ExtensionContext context) {
    return context
        .getRoot()
        .getStore(ExtensionContext.Namespace.create(RunningBanks.class))
        .getOrComputeIfAbsent(KEY, key -> start(), Running.class);
  }

  private static Running start() {
    try {
      Path data = Files.createTempDirectory("corridor-pages");
      TwoBanks banks =
          new TwoBanks(new TwoBanks.Options(data, null, true, List.of()), System.out::println);
      try {
        banks.start();
      } catch (RuntimeException e) {
        banks.close();
        throw e;
      }
      return new Running(banks, data);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
