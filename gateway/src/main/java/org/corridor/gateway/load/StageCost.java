package org.corridor.gateway.load;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.corridor.domain.Retryable;
import org.corridor.gateway.demo.Bank;

/** What a gateway's own metrics say of its stages, from one moment to another. */
final class StageCost {
  private static final Duration TIMEOUT = Duration.ofSeconds(10);
  private static final Pattern LINE =
      Pattern.compile(
          "(?m)^corridor_stage_(cpu_seconds_total|seconds_count)\\{[^}]*stage=\"([^\"]+)\"[^}]*}"
              + " ([0-9.eE+-]+)$");

  private final Bank bank;
  private final Map<String, Double> before;

  /** Starts to count. */
  StageCost(Bank bank) {
    this.bank = bank;
    this.before = read();
  }

  /** Prints what was used since, for each of so many payments. */
  void print(int payments) {
    read()
        .forEach(
            (name, value) -> {
              double since = value - before.getOrDefault(name, 0.0);
              String stage = name.substring(name.indexOf(' ') + 1);
              if (name.startsWith("cpu")) {
                System.out.printf(
                    "cpu per payment %s %-12s %6.3f ms%n",
                    bank.key(), stage, since * 1e3 / payments);
              } else if (since > 0) {
                System.out.printf(
                    "payments a batch %s %-11s %6.1f%n", bank.key(), stage, payments / since);
              }
            });
  }

  private Map<String, Double> read() {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(bank.url() + "/actuator/prometheus"))
            .timeout(TIMEOUT)
            .build();
    try (HttpClient http = HttpClient.newHttpClient()) {
      String metrics = http.send(request, HttpResponse.BodyHandlers.ofString()).body();
      Map<String, Double> values = new TreeMap<>();
      Matcher line = LINE.matcher(metrics);
      while (line.find()) {
        String what = line.group(1).startsWith("cpu") ? "cpu " : "runs ";
        values.put(what + line.group(2), Double.parseDouble(line.group(3)));
      }
      return values;
    } catch (IOException e) {
      throw new Retryable("no metrics of " + bank.title(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Retryable("interrupted", e);
    }
  }
}
