package org.corridor.domain.testing;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.corridor.domain.Fingerprint;
import org.corridor.domain.money.Asset;
import org.corridor.domain.money.LedgerAmount;
import org.corridor.domain.party.LedgerAddress;
import org.corridor.domain.settlement.Delivery;
import org.corridor.domain.settlement.Quote;
import org.corridor.domain.settlement.SettlementLedger.Arrival;
import org.corridor.domain.settlement.SettlementLedger.Order;
import org.corridor.domain.settlement.SettlementLedger.Outcome;
import org.corridor.domain.settlement.SettlementLedger.Submission;
import org.corridor.domain.settlement.SignedTransaction;

/**
 * A ledger network for tests: accounts, channels with sequence numbers, a queue, and closes at told
 * times. Exchanges any asset for any other at a rate that tests may move.
 */
public final class FakeNetwork {
  /** A transaction that was signed; known to the network only by its bytes. */
  record Signed(LedgerAddress from, Order order, SignedTransaction transaction, long sequence) {}

  /** A transaction that was applied, also when it failed. */
  record Applied(Signed signed, Outcome outcome) {}

  private final Map<LedgerAddress, Map<Asset, Long>> balances = new HashMap<>();
  private final Map<String, Long> sequences = new HashMap<>();
  private final Map<String, Signed> bytes = new HashMap<>();
  private final Map<String, Signed> queue = new LinkedHashMap<>();
  private final Map<String, Applied> history = new LinkedHashMap<>();
  private final Map<LedgerAddress, List<Arrival>> arrivals = new HashMap<>();
  private Instant latestClose = Samples.NOON;
  private long ledger = 1;
  private long operations;
  private long signatures;
  private BigDecimal rate = new BigDecimal("3.6725000");

  /** Sets how many units are got for one in any exchange. */
  public void setRate(BigDecimal rate) {
    this.rate = rate;
  }

  /** The rate of all exchanges. */
  public BigDecimal rate() {
    return rate;
  }

  /** Pays from nowhere: how issuers and strangers send. */
  public Arrival pay(
      LedgerAddress from, LedgerAddress to, Asset asset, String amount, String memoHash) {
    LedgerAmount value = LedgerAmount.parse(amount);
    add(from, asset, -value.stroops());
    return arrive(from, to, asset, value, Fingerprint.of("gift" + operations, 64), memoHash);
  }

  private Arrival arrive(
      LedgerAddress from,
      LedgerAddress to,
      Asset asset,
      LedgerAmount amount,
      String hash,
      String memoHash) {
    add(to, asset, amount.stroops());
    Arrival arrival =
        new Arrival(
            "%019d".formatted(++operations), hash, from, asset, amount, memoHash, "", latestClose);
    arrivals.computeIfAbsent(to, k -> new ArrayList<>()).add(arrival);
    return arrival;
  }

  private void add(LedgerAddress account, Asset asset, long stroops) {
    balances.computeIfAbsent(account, k -> new HashMap<>()).merge(asset, stroops, Long::sum);
  }

  /** What an account has; below zero for those that pay from nowhere. */
  public long balance(LedgerAddress account, Asset asset) {
    return balances.getOrDefault(account, Map.of()).getOrDefault(asset, 0L);
  }

  /** All that arrived at an account, in order. */
  public List<Arrival> arrivals(LedgerAddress account) {
    return arrivals.getOrDefault(account, List.of());
  }

  /** How many payments with a memo were applied from one account to another. */
  public long applied(LedgerAddress from, LedgerAddress to, String memoHash) {
    return history.values().stream()
        .filter(a -> a.outcome instanceof Outcome.Applied && a.signed.from.equals(from))
        .filter(a -> a.signed.order.destination().equals(to))
        .filter(a -> a.signed.order.memoHash().equals(memoHash))
        .count();
  }

  SignedTransaction sign(LedgerAddress from, Order order, String channel) {
    String hash = Fingerprint.of("tx" + signatures++, 64);
    SignedTransaction transaction =
        new SignedTransaction(hash, "bytes-of-" + hash, order.validUntil(), channel);
    long sequence = sequences.getOrDefault(channel, 0L) + 1;
    bytes.put(transaction.envelope(), new Signed(from, order, transaction, sequence));
    return transaction;
  }

  /** Queues bytes behind a bank's back: as if it had died before it noted that it had sent them. */
  public void submitAgain(SignedTransaction transaction) {
    submit(transaction);
  }

  Submission submit(SignedTransaction transaction) {
    Signed signed = bytes.get(transaction.envelope());
    if (queue.containsKey(transaction.hash()) || history.containsKey(transaction.hash())) {
      return new Submission.Accepted();
    }
    if (latestClose.isAfter(transaction.validUntil())) {
      return new Submission.Refused("tx_too_late");
    }
    if (sequences.getOrDefault(transaction.channel(), 0L) != signed.sequence - 1) {
      return new Submission.Refused("tx_bad_seq");
    }
    queue.put(transaction.hash(), signed);
    return new Submission.Accepted();
  }

  /** Loses queued transactions. */
  public void lose(Predicate<String> hash) {
    queue.keySet().removeIf(hash);
  }

  /** Closes a ledger on everything that is queued. */
  public void close(Instant at) {
    latestClose = at;
    ledger++;
    for (Signed signed : List.copyOf(queue.values())) {
      SignedTransaction transaction = signed.transaction;
      queue.remove(transaction.hash());
      long sequence = sequences.getOrDefault(transaction.channel(), 0L);
      if (!at.isAfter(transaction.validUntil()) && sequence == signed.sequence - 1) {
        sequences.put(transaction.channel(), signed.sequence);
        history.put(transaction.hash(), new Applied(signed, apply(signed)));
      }
    }
  }

  private Outcome apply(Signed signed) {
    Quote quote = signed.order.quote();
    String hash = signed.transaction.hash();
    long spent = quote.sendAmount().stroops();
    long delivered = quote.deliverAmount().stroops();
    if (!quote.isSameAsset() && quote.mode() == Quote.Mode.STRICT_SEND) {
      delivered = forward(spent);
      if (delivered < quote.deliverAmount().stroops()) {
        return new Outcome.Failed(hash, "op_under_dest_min");
      }
    } else if (!quote.isSameAsset()) {
      spent = backward(delivered);
      if (spent > quote.sendAmount().stroops()) {
        return new Outcome.Failed(hash, "op_over_source_max");
      }
    }
    if (balance(signed.from, quote.sendAsset()) < spent) {
      return new Outcome.Failed(hash, "op_underfunded");
    }
    add(signed.from, quote.sendAsset(), -spent);
    arrive(
        signed.from,
        signed.order.destination(),
        quote.deliverAsset(),
        new LedgerAmount(delivered),
        hash,
        signed.order.memoHash());
    return new Outcome.Applied(
        hash,
        new Delivery(
            hash, ledger, latestClose, new LedgerAmount(delivered), new LedgerAmount(spent), 100));
  }

  /** What is got for an amount, rounded against the taker. */
  long forward(long stroops) {
    return BigDecimal.valueOf(stroops)
        .multiply(rate)
        .setScale(0, RoundingMode.DOWN)
        .longValueExact();
  }

  /** What an amount costs, rounded against the taker. */
  long backward(long stroops) {
    return BigDecimal.valueOf(stroops).divide(rate, 0, RoundingMode.UP).longValueExact();
  }

  List<Outcome> outcomes(LedgerAddress account) {
    return history.values().stream()
        .filter(a -> a.signed.from.equals(account))
        .map(Applied::outcome)
        .toList();
  }

  Outcome outcome(String hash) {
    Applied applied = history.get(hash);
    return applied == null ? null : applied.outcome;
  }

  Instant latestClose() {
    return latestClose;
  }
}
