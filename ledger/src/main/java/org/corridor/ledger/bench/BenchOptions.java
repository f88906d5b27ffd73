package org.corridor.ledger.bench;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What to measure.
 *
 * @param mode which measurement
 * @param transactions how many are measured, after the warm-up
 * @param warmup how many go before, not measured
 * @param senders how many accounts take turns in sending
 * @param inFlight how many may wait for their close at once
 * @param accounts the most accounts that scale goes to
 * @param offers the most offers that scale goes to
 * @param data the folder to keep the ledger in; null for one that is removed at the end
 */
record BenchOptions(
    Mode mode,
    int transactions,
    int warmup,
    int senders,
    int inFlight,
    int accounts,
    int offers,
    @Nullable Path data) {
  private static final int TRANSACTIONS = 300_000;
  private static final int WARMUP = 200_000;
  private static final int SENDERS = 50_000;
  private static final int IN_FLIGHT = 20_000;
  private static final int MILLION = 1_000_000;
  private static final int NUMBER_MAX = 10 * MILLION;

  static final String USAGE =
      "usage: bench ledger [--mode payments|path-payments|paths|scale] [--transactions N]"
          + " [--warmup N] [--senders N] [--in-flight N] [--accounts N] [--offers N] [--data DIR]";

  /** What is measured. */
  enum Mode {
    PAYMENTS,
    PATH_PAYMENTS,
    PATHS,
    SCALE
  }

  /** Reads the options; throws IllegalArgumentException, with the usage, on any it has not. */
  static BenchOptions parse(List<String> args) {
    BenchOptions options =
        new BenchOptions(
            Mode.PAYMENTS, TRANSACTIONS, WARMUP, SENDERS, IN_FLIGHT, MILLION, MILLION, null);
    if (args.size() % 2 != 0) {
      throw new IllegalArgumentException(USAGE);
    }
    for (int i = 0; i < args.size(); i += 2) {
      options = options.with(args.get(i), args.get(i + 1));
    }
    if (options.inFlight > options.senders / 2) {
      throw new IllegalArgumentException("there must be twice as many senders as are in flight");
    }
    return options;
  }

  private BenchOptions with(String name, String value) {
    return switch (name) {
      case "--mode" ->
          new BenchOptions(
              mode(value), transactions, warmup, senders, inFlight, accounts, offers, data);
      case "--transactions" ->
          new BenchOptions(mode, number(value), warmup, senders, inFlight, accounts, offers, data);
      case "--warmup" ->
          new BenchOptions(
              mode, transactions, number(value), senders, inFlight, accounts, offers, data);
      case "--senders" ->
          new BenchOptions(
              mode, transactions, warmup, number(value), inFlight, accounts, offers, data);
      case "--in-flight" ->
          new BenchOptions(
              mode, transactions, warmup, senders, number(value), accounts, offers, data);
      case "--accounts" ->
          new BenchOptions(
              mode, transactions, warmup, senders, inFlight, number(value), offers, data);
      case "--offers" ->
          new BenchOptions(
              mode, transactions, warmup, senders, inFlight, accounts, number(value), data);
      case "--data" ->
          new BenchOptions(
              mode, transactions, warmup, senders, inFlight, accounts, offers, Path.of(value));
      default -> throw new IllegalArgumentException(USAGE);
    };
  }

  private static Mode mode(String value) {
    return switch (value) {
      case "payments" -> Mode.PAYMENTS;
      case "path-payments" -> Mode.PATH_PAYMENTS;
      case "paths" -> Mode.PATHS;
      case "scale" -> Mode.SCALE;
      default -> throw new IllegalArgumentException(USAGE);
    };
  }

  private static int number(String value) {
    try {
      int number = Integer.parseInt(value);
      if (number > 0 && number <= NUMBER_MAX) {
        return number;
      }
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(USAGE, e);
    }
    throw new IllegalArgumentException(USAGE);
  }
}
