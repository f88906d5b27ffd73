package org.corridor.ledger.apply;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.corridor.ledger.ClosedLedger;
import org.corridor.ledger.LedgerView;
import org.corridor.ledger.NetworkParameters;
import org.corridor.ledger.state.Bytes;
import org.stellar.sdk.xdr.LedgerEntry;
import org.stellar.sdk.xdr.LedgerHeader;
import org.stellar.sdk.xdr.TransactionEnvelope;
import org.stellar.sdk.xdr.TransactionResult;

/**
 * The ledger as a deterministic machine: the same closes give the same bytes. One thread may close
 * and refuse; any thread may read.
 */
@SuppressWarnings("DoNotCallSuggester") // the rules follow in the next change
public final class LedgerMachine {
  private LedgerMachine() {}

  /** Returns a ledger at ledger 1, where the root account holds all coins. */
  public static LedgerMachine genesis(NetworkParameters parameters) {
    throw new UnsupportedOperationException(parameters.passphrase());
  }

  /** Returns the ledger as a close left it. */
  public static LedgerMachine restore(
      NetworkParameters parameters,
      LedgerHeader last,
      Bytes lastHash,
      Iterable<LedgerEntry> entries) {
    throw new UnsupportedOperationException(parameters.passphrase() + last + entries + lastHash);
  }

  /** Returns the header of the last close. */
  public LedgerHeader header() {
    throw new UnsupportedOperationException();
  }

  /** Returns SHA-256 of the header of the last close. */
  public Bytes headerHash() {
    throw new UnsupportedOperationException();
  }

  /**
   * Returns why a transaction cannot be queued, empty when it can.
   *
   * @param closeTime the expected close time of the next ledger, Unix seconds
   * @param pendingSequence the sequence number of the source account after what is already queued
   *     for it, or its current one
   */
  public Optional<TransactionResult> refuse(
      TransactionEnvelope envelope, long closeTime, long pendingSequence) {
    throw new UnsupportedOperationException("" + envelope + closeTime + pendingSequence);
  }

  /** Closes a ledger: charges all transactions, then applies them in the order given. */
  public ClosedLedger close(List<TransactionEnvelope> inApplyOrder, long closeTime) {
    throw new UnsupportedOperationException("" + inApplyOrder + closeTime);
  }

  /** Runs a query on the state after the last close; safe from any thread. */
  public <T> T read(Function<LedgerView, T> query) {
    throw new UnsupportedOperationException(query.toString());
  }
}
