package org.corridor.gateway.load;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.corridor.gateway.demo.Bank;

/** What a gateway's own metrics say that its stages took, since its start. */
final class StageCost {
  private static final Pattern LINE =
      Pattern.compile(
          "(?m)^corridor_stage_seconds_(sum|count)\\{[^}]*stage=\"([^\"]+)\"[^}]*} ([0-9.eE+-]+)$");

  private StageCost() {}

  static void print(Bank bank, int payments) {
    try (HttpClient http = HttpClient.newHttpClient()) {
      String metrics =
          http.send(
                  HttpRequest.newBuilder(URI.create(bank.url() + "/actuator/prometheus"))
                      .timeout(Duration.ofSeconds(10))
                      .build(),
                  HttpResponse.BodyHandlers.ofString())
              .body();
      Matcher line = LINE.matcher(metrics);
      while (line.find()) {
        if (line.group(1).equals("sum")) {
          System.out.printf(
              "%s stage %-10s %6.3f ms a payment (wall clock, all runs since start)%n",
              bank.key(), line.group(2), Double.parseDouble(line.group(3)) * 1e3 / payments);
        }
      }
    } catch (IOException e) {
      System.out.println("no metrics of " + bank.title());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
