package org.corridor.domain.settlement;

import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import org.corridor.domain.money.Asset;
import org.corridor.domain.money.LedgerAmount;
import org.corridor.domain.party.LedgerAddress;
import org.corridor.domain.payment.Uetr;

/**
 * Port: a ledger that we settle on. Signing leases a channel account inside the caller's unit of
 * work, so that a channel never has two transactions under way; everything else only talks to the
 * ledger.
 */
public interface SettlementLedger {
  /** Our own account on the ledger. */
  LedgerAddress ourAccount();

  /** The asset that stands for a currency; empty when the corridor has none. */
  Optional<Asset> asset(Currency currency);

  /**
   * Builds and signs one transaction per order, as far as channels are free: the answer may be
   * shorter than the orders, and holds the first of them in order. Inside a unit of work.
   */
  List<SignedTransaction> sign(List<Order> orders);

  /**
   * Gives channels back, once their transactions are applied or can never be. Inside the unit of
   * work that writes that outcome.
   *
   * @param used true when the transaction was applied (also when it failed) and its sequence number
   *     is spent
   */
  void release(SignedTransaction transaction, boolean used);

  /** Gives several channels back; see {@link #release}. */
  default void releaseAll(List<SignedTransaction> transactions, boolean used) {
    transactions.forEach(transaction -> release(transaction, used));
  }

  /**
   * Hands bytes to the ledger; the same bytes may be handed over again.
   *
   * @throws org.corridor.domain.Retryable when nobody can tell whether the ledger has them
   */
  Submission submit(SignedTransaction transaction);

  /**
   * Hands several over at once; the answer has the same length and order. Where nobody can tell
   * whether the ledger has the bytes, the answer is {@link Submission.TryLater}: the same bytes are
   * to be handed over again, and no others before these have expired.
   *
   * @throws org.corridor.domain.Retryable when nobody can tell for any of them
   */
  default List<Submission> submitAll(List<SignedTransaction> transactions) {
    return transactions.stream().map(this::submit).toList();
  }

  /** Outcomes of our own transactions after a cursor, in ledger order, from one page. */
  Page<Outcome> outcomes(String cursor);

  /** The outcome of one transaction; empty when no closed ledger holds it. */
  Optional<Outcome> outcome(String hash);

  /**
   * When the latest ledger closed: no transaction whose time bound lies before it can still apply.
   */
  Instant latestClose();

  /** Payments that arrived on our account after a cursor, in ledger order, from one page. */
  Page<Arrival> arrivals(String cursor);

  /** What our account holds of an asset. */
  LedgerAmount balance(Asset asset);

  /**
   * What is to be paid.
   *
   * @param uetr for logs and metrics only; it is not written on the chain
   * @param quote price and way
   * @param destination the receiving bank's account
   * @param memoHash 32 bytes in hexadecimal: the hash of the compliance attachment
   * @param validUntil the upper time bound
   */
  record Order(
      Uetr uetr, Quote quote, LedgerAddress destination, String memoHash, Instant validUntil) {}

  /** A page of a stream with the cursor after it. */
  record Page<T>(List<T> items, String cursor) {
    /** Copies the list. */
    public Page {
      items = List.copyOf(items);
    }
  }

  /** What the ledger said to a submission. */
  sealed interface Submission {
    /** It is queued, or was already. */
    record Accepted() implements Submission {}

    /** It was refused before any ledger: nothing moved and these bytes never will. */
    record Refused(String resultCode) implements Submission {}

    /** The ledger is full now; the same bytes may be tried again. */
    record TryLater() implements Submission {}
  }

  /** What became of one of our transactions. */
  sealed interface Outcome {
    /** The transaction. */
    String hash();

    /** It was applied. */
    record Applied(String hash, Delivery delivery) implements Outcome {}

    /** It was applied and failed: the fee is gone, nothing else moved. */
    record Failed(String hash, String resultCode) implements Outcome {}
  }

  /**
   * A payment that arrived.
   *
   * @param id the ledger operation's id: unique on the network
   * @param transactionHash its transaction
   * @param from who sent it
   * @param asset what arrived
   * @param amount how much of it the ledger says was delivered
   * @param memoHash 64 hexadecimal characters when the memo is a hash; empty when there is none or
   *     another kind
   * @param memoText a readable form of a memo of another kind; empty when there is none
   * @param closedAt when
   */
  record Arrival(
      String id,
      String transactionHash,
      LedgerAddress from,
      Asset asset,
      LedgerAmount amount,
      String memoHash,
      String memoText,
      Instant closedAt) {}
}
