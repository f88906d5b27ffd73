package org.corridor.ledger.apply;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Function;
import org.corridor.ledger.AppliedTransaction;
import org.corridor.ledger.ClosedLedger;
import org.corridor.ledger.EntryChange;
import org.corridor.ledger.LedgerView;
import org.corridor.ledger.NetworkParameters;
import org.corridor.ledger.crypto.SignatureVerifier;
import org.corridor.ledger.proof.CloseCommitment;
import org.corridor.ledger.state.Account;
import org.corridor.ledger.state.Bytes;
import org.corridor.ledger.state.Entry;
import org.corridor.ledger.state.EntryWriter;
import org.corridor.ledger.state.LedgerState;
import org.corridor.ledger.state.LedgerTransaction;
import org.corridor.ledger.state.LedgerTransaction.Change;
import org.corridor.ledger.state.Stamp;
import org.corridor.ledger.state.XdrValues;
import org.corridor.ledger.state.XdrWriter;
import org.stellar.sdk.xdr.LedgerHeader;
import org.stellar.sdk.xdr.TransactionEnvelope;
import org.stellar.sdk.xdr.TransactionResult;
import org.stellar.sdk.xdr.TransactionResultCode;

/**
 * The ledger as a deterministic machine: the same closes give the same bytes. It has no clock, no
 * chance and no storage of its own. One thread may close; any thread may refuse and read.
 */
public final class LedgerMachine {
  private final NetworkParameters parameters;
  private final Frame.Network network;
  private final LedgerState state;
  private final List<Invariant> invariants;
  private final ReadWriteLock lock = new ReentrantReadWriteLock();
  private LedgerHeader header;
  private Bytes headerHash;

  private LedgerMachine(
      NetworkParameters parameters, LedgerState state, LedgerHeader header, Bytes headerHash) {
    if (parameters.protocol() != NetworkParameters.PROTOCOL) {
      throw new IllegalArgumentException("only protocol 19 is implemented");
    }
    this.parameters = parameters;
    this.network =
        new Frame.Network(
            Bytes.of(parameters.networkId()), new SignatureVerifier(), parameters.baseFee());
    this.state = state;
    this.invariants = Invariant.all();
    this.header = header;
    this.headerHash = headerHash;
  }

  /**
   * Returns a ledger at ledger 1, where the root account holds all coins. The first close, of
   * ledger 2, takes no transactions: it brings the network to its protocol and reserve.
   */
  public static LedgerMachine genesis(NetworkParameters parameters) {
    LedgerState state = new LedgerState();
    state.restore(
        Account.create(parameters.rootAccountId(), parameters.totalCoins(), 0)
            .withStamp(Stamp.NEW.at(1)));
    LedgerHeader header = Headers.genesis(parameters);
    return new LedgerMachine(parameters, state, header, Headers.hashOf(header));
  }

  /** Returns the ledger as a close left it. */
  public static LedgerMachine restore(
      NetworkParameters parameters, LedgerHeader last, Bytes lastHash, Iterable<Entry> entries) {
    LedgerState state = new LedgerState();
    entries.forEach(state::restore);
    return new LedgerMachine(parameters, state, last, lastHash);
  }

  /** Returns the header of the last close. */
  public LedgerHeader header() {
    return read(LedgerView::header);
  }

  /** Returns SHA-256 of the header of the last close. */
  public Bytes headerHash() {
    lock.readLock().lock();
    try {
      return headerHash;
    } finally {
      lock.readLock().unlock();
    }
  }

  /** Returns what verifies signatures for this ledger. */
  public SignatureVerifier signatures() {
    return network.verifier();
  }

  /** Returns what the signatures of a transaction cover, its hash. */
  public Bytes hashOf(TransactionEnvelope envelope) {
    return Frame.of(network, envelope).hash();
  }

  /**
   * Reads a transaction for this network, once for all that is done with it.
   *
   * @throws IllegalArgumentException when it has operations that protocol 19 does not know
   */
  public SignedTransaction prepare(TransactionEnvelope envelope) {
    return new SignedTransaction(Frame.of(network, envelope));
  }

  /**
   * Returns why a transaction cannot be queued, empty when it can.
   *
   * @param closeTime the latest that the next ledger may close, Unix seconds; a transaction that
   *     would be too late by then is refused now
   * @param pendingSequence the sequence number of the source account after what is already queued
   *     for it; its current one, or 0, when nothing is
   */
  public Optional<TransactionResult> refuse(
      TransactionEnvelope envelope, long closeTime, long pendingSequence) {
    return refuse(prepare(envelope), closeTime, pendingSequence, 0);
  }

  /**
   * As {@link #refuse(TransactionEnvelope, long, long)}, of a transaction that was prepared.
   *
   * @param pendingFees what who pays may be charged for what is already queued, in stroops
   */
  public Optional<TransactionResult> refuse(
      SignedTransaction transaction, long closeTime, long pendingSequence, long pendingFees) {
    Frame frame = transaction.frame();
    TransactionResult result;
    boolean affordable = true;
    lock.readLock().lock();
    try {
      int ledger = lastLedger() + 1;
      LedgerTransaction view = scratch(closeTime);
      Conditions.Moment moment =
          new Conditions.Moment(ledger, Headers.closeTime(header), closeTime);
      result = frame.check(view, moment, pendingSequence);
      Account payer = pendingFees == 0 ? null : view.peekAccount(frame.feeSource());
      if (payer != null) {
        affordable = Balances.available(view, payer) - pendingFees >= frame.feeBid();
      }
    } finally {
      lock.readLock().unlock();
    }
    TransactionResultCode code = result.getResult().getDiscriminant();
    boolean acceptable =
        code == TransactionResultCode.txSUCCESS
            || code == TransactionResultCode.txFEE_BUMP_INNER_SUCCESS;
    if (acceptable && !affordable) {
      return Optional.of(
          SignedTransaction.refused(
              TransactionResultCode.txINSUFFICIENT_BALANCE, result.getFeeCharged().getInt64()));
    }
    return acceptable ? Optional.empty() : Optional.of(result);
  }

  /** Work on the next ledger that nothing comes of unless it is written back. */
  LedgerTransaction scratch(long closeTime) {
    return new LedgerTransaction(
        state, lastLedger() + 1, closeTime, parameters.baseReserve(), Headers.totals(header));
  }

  private int lastLedger() {
    return XdrValues.int32(header.getLedgerSeq());
  }

  /**
   * Closes a ledger: charges all transactions, then applies them in the order given. All of them
   * must have been found acceptable at some time, so that those who pay exist.
   *
   * @param closeTime Unix seconds, later than that of the last close
   */
  public ClosedLedger close(List<TransactionEnvelope> inApplyOrder, long closeTime) {
    List<Frame> frames = new ArrayList<>(inApplyOrder.size());
    for (TransactionEnvelope envelope : inApplyOrder) {
      frames.add(Frame.of(network, envelope));
    }
    return close(frames, closeTime, SetApplication.Order.AUTOMATIC);
  }

  /** As {@link #close(List, long)}, of transactions that were prepared. */
  public ClosedLedger closePrepared(List<SignedTransaction> inApplyOrder, long closeTime) {
    return close(
        inApplyOrder.stream().map(SignedTransaction::frame).toList(),
        closeTime,
        SetApplication.Order.AUTOMATIC);
  }

  /** As {@link #close(List, long)}, in a given way, which changes nothing about the outcome. */
  ClosedLedger close(List<Frame> frames, long closeTime, SetApplication.Order order) {
    if (lastLedger() == 1 && !frames.isEmpty()) {
      throw new IllegalArgumentException("ledger 2 upgrades the network and nothing else");
    }
    LedgerTransaction work = scratch(closeTime);
    List<AppliedTransaction> applied = new SetApplication(work, parameters, order, frames).apply();
    List<Change> changes = work.changes();
    for (Invariant invariant : invariants) {
      invariant.check(work, changes, Headers.totals(header));
    }
    List<EntryChange> entries = encoded(changes);
    CloseCommitment commitment =
        new CloseCommitment(
            SetHashes.ofState(Bytes.of(header.getBucketListHash().getHash()), entries),
            applied.size(),
            SetHashes.rootOf(applied));
    Headers.Closing closing =
        new Headers.Closing(
            closeTime,
            SetHashes.ofTransactions(headerHash, applied),
            SetHashes.ofResults(applied),
            commitment.toHash(),
            work.totals());
    LedgerHeader next = Headers.next(header, headerHash, parameters, closing);
    Bytes nextHash = Headers.hashOf(next);
    lock.writeLock().lock();
    try {
      work.writeBack();
      header = next;
      headerHash = nextHash;
    } finally {
      lock.writeLock().unlock();
    }
    return new ClosedLedger(next, nextHash, commitment, applied, entries);
  }

  /** The changes as XDR, in the order of the bytes of their keys. */
  private static List<EntryChange> encoded(List<Change> changes) {
    XdrWriter out = new XdrWriter();
    List<EntryChange> entries = new ArrayList<>(changes.size());
    for (Change change : changes) {
      EntryWriter.key(change.key(), out.clear());
      byte[] key = out.toArray();
      Entry after = change.after();
      if (after != null) {
        EntryWriter.entry(after, out.clear());
      }
      entries.add(new EntryChange(key, after == null ? null : out.toArray()));
    }
    entries.sort((a, b) -> Arrays.compareUnsigned(a.key(), b.key()));
    return entries;
  }

  /**
   * Runs a query on the state after the last close; safe from any thread. A close waits for running
   * queries, so they should be short.
   */
  public <T> T read(Function<LedgerView, T> query) {
    lock.readLock().lock();
    try {
      return query.apply(new StateView(state, header));
    } finally {
      lock.readLock().unlock();
    }
  }
}
