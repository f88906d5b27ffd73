package org.corridor.gateway.load;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;
import org.corridor.adapters.codec.MessageForms;
import org.corridor.domain.payment.CreditTransfer;
import org.corridor.gateway.CommandLine;
import org.corridor.gateway.demo.DemoNetwork;
import org.corridor.gateway.demo.TwoBanks;
import org.corridor.gateway.demo.TwoBanks.Part;
import org.corridor.gateway.process.BrokerServer;
import org.corridor.gateway.sample.SampleTransfers;

/**
 * Drives Alpha Bank over JMS with distinct, valid pacs.008, half of them converted, everything on,
 * and measures from just before the send to the final pacs.002. The driver is a process of its own;
 * the gateways, the broker, the ledger and the database are others on the same machine.
 */
public final class PaymentsBench {
  private static final int PAYMENTS_DEFAULT = 12_000;
  private static final int RATE_DEFAULT = 200;
  private static final int WARMUP_DEFAULT = 15_000;
  private static final int DRAIN_SECONDS = 120;

  /** Each waits for the broker's disk: a rate needs as many as fit into one such wait. */
  private static final int SENDERS = 16;

  private final TwoBanks banks;
  private final int rate;

  private PaymentsBench(TwoBanks banks, int rate) {
    this.banks = banks;
    this.rate = rate;
  }

  /**
   * {@code bench payments [--payments N] [--rate R] [--warmup W] [--lists DIR] [--data DIR]}; rate
   * 0 sends as fast as the broker accepts.
   *
   * @return the exit code: 0 when each payment was settled once and answered once
   */
  public static int main(String[] args, Path home) {
    CommandLine options =
        new CommandLine(args, Set.of("payments", "rate", "warmup", "lists", "data"));
    Path given = options.path("data");
    Path data = given == null ? home.resolve("target/bench") : given;
    try (TwoBanks banks =
        new TwoBanks(
            new TwoBanks.Options(data, options.path("lists"), false, List.of()),
            step -> System.out.println("  " + step))) {
      banks.start();
      return new PaymentsBench(banks, options.number("rate", RATE_DEFAULT))
          .run(
              options.number("warmup", WARMUP_DEFAULT),
              options.number("payments", PAYMENTS_DEFAULT));
    }
  }

  private int run(int warmup, int payments) {
    SampleTransfers transfers =
        new SampleTransfers(
            Clock.systemUTC().millis(), LocalDate.now(ZoneOffset.UTC), DemoNetwork.CUSTOMERS);
    try (QueueClient client =
        new QueueClient(BrokerServer.url(banks.alpha().brokerPort()), DemoNetwork.ANSWERS_QUEUE)) {
      System.out.printf("warming up with %d payments%n", warmup);
      send(client, transfers, warmup);
      drain(client);
      System.out.printf(
          "measuring %d payments, %s%n",
          payments, rate == 0 ? "as fast as accepted" : rate + " a second");
      Set<String> before = Set.copyOf(client.answers().keySet());
      Map<Part, Duration> cpuBefore = cpu();
      List<StageCost> stages = List.of(new StageCost(banks.alpha()), new StageCost(banks.beta()));
      long start = System.nanoTime();
      send(client, transfers, payments);
      double sendSeconds = seconds(start);
      drain(client);
      double allSeconds = seconds(start);
      report(client, before, cpuBefore, payments, sendSeconds, allSeconds);
      stages.forEach(stage -> stage.print(payments));
      FinalCheck.Result result = new FinalCheck(banks).answers(client).run();
      result.faults().forEach(fault -> System.out.println("FAULT " + fault));
      return result.holds() ? 0 : 1;
    }
  }

  private void send(QueueClient client, SampleTransfers transfers, int count) {
    List<CreditTransfer> made = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      made.add(transfers.next(i % 2 == 0));
    }
    AtomicInteger next = new AtomicInteger();
    long start = System.nanoTime();
    List<Thread> senders = new ArrayList<>();
    for (int sender = 0; sender < SENDERS; sender++) {
      senders.add(
          Thread.ofPlatform()
              .name("sender-" + sender)
              .start(
                  () -> {
                    for (int i = next.getAndIncrement(); i < count; i = next.getAndIncrement()) {
                      awaitDue(start, i);
                      send(client, made.get(i));
                    }
                  }));
    }
    for (Thread sender : senders) {
      join(sender);
    }
  }

  /** The moment at which a payment's turn has come at the given rate. */
  private void awaitDue(long start, int index) {
    long due = rate == 0 ? start : start + index * 1_000_000_000L / rate;
    for (long now = System.nanoTime(); now < due; now = System.nanoTime()) {
      LockSupport.parkNanos(due - now);
    }
  }

  private static void send(QueueClient client, CreditTransfer transfer) {
    client.send(
        DemoNetwork.PACS008_QUEUE,
        transfer.uetr(),
        new MessageForms().pacs008(transfer, Clock.systemUTC().instant()));
  }

  private static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  private static void drain(QueueClient client) {
    long deadline = System.nanoTime() + Duration.ofSeconds(DRAIN_SECONDS).toNanos();
    while (client.answered() < client.sent() && System.nanoTime() < deadline) {
      LockSupport.parkNanos(2_000_000);
    }
  }

  private Map<Part, Duration> cpu() {
    Map<Part, Duration> used = new EnumMap<>(Part.class);
    for (Part part : List.of(Part.ALPHA, Part.BETA, Part.LEDGER, Part.DATABASE)) {
      used.put(part, banks.cpu(part));
    }
    return used;
  }

  private void report(
      QueueClient client,
      Set<String> before,
      Map<Part, Duration> cpuBefore,
      int payments,
      double sendSeconds,
      double allSeconds) {
    Histogram latency = new Histogram(3);
    int rejected = 0;
    for (Map.Entry<String, QueueClient.Answer> entry : client.answers().entrySet()) {
      if (!before.contains(entry.getKey())) {
        latency.recordValue(entry.getValue().nanos() / 1_000);
        rejected += entry.getValue().status().equals("RJCT") ? 1 : 0;
      }
    }
    System.out.printf(
        "sent %.0f/s, answered %d of %d at %.0f/s over %.1f s; %d rejected%n",
        payments / sendSeconds,
        latency.getTotalCount(),
        payments,
        latency.getTotalCount() / allSeconds,
        allSeconds,
        rejected);
    System.out.printf(
        "send to final pacs.002: p50 %d ms, p95 %d ms, p99 %d ms, max %d ms%n",
        latency.getValueAtPercentile(50) / 1000,
        latency.getValueAtPercentile(95) / 1000,
        latency.getValueAtPercentile(99) / 1000,
        latency.getMaxValue() / 1000);
    Map<Part, Duration> after = cpu();
    after.forEach(
        (part, used) ->
            System.out.printf(
                "cpu per payment %-9s %6.2f ms%n",
                part.name().toLowerCase(java.util.Locale.ROOT),
                used.minus(cpuBefore.getOrDefault(part, Duration.ZERO)).toNanos()
                    / 1e6
                    / payments));
  }

  private static double seconds(long since) {
    return (System.nanoTime() - since) / 1e9;
  }
}
