package org.corridor.ledger.apply;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
import org.corridor.ledger.state.AccountId;
import org.corridor.ledger.state.Bytes;
import org.corridor.ledger.state.Entry;
import org.corridor.ledger.state.KeyXdr;
import org.corridor.ledger.state.LedgerState;
import org.corridor.ledger.state.LedgerTransaction;
import org.corridor.ledger.state.LedgerTransaction.Change;
import org.corridor.ledger.state.Stamp;
import org.corridor.ledger.state.XdrValues;
import org.stellar.sdk.xdr.Hash;
import org.stellar.sdk.xdr.LedgerEntry;
import org.stellar.sdk.xdr.LedgerEntryChanges;
import org.stellar.sdk.xdr.LedgerHeader;
import org.stellar.sdk.xdr.TransactionEnvelope;
import org.stellar.sdk.xdr.TransactionResult;
import org.stellar.sdk.xdr.TransactionResultCode;
import org.stellar.sdk.xdr.TransactionResultPair;

/**
 * The ledger as a deterministic machine: the same closes give the same bytes. It has no clock, no
 * chance and no storage of its own. One thread may close; any thread may refuse and read.
 */
public final class LedgerMachine {
  /** The most operations of one transaction; what the network keeps free for surges. */
  private static final int OPERATIONS_MAX = 100;

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
      NetworkParameters parameters,
      LedgerHeader last,
      Bytes lastHash,
      Iterable<LedgerEntry> entries) {
    LedgerState state = new LedgerState();
    for (LedgerEntry entry : entries) {
      state.restore(Entry.of(entry));
    }
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
   * Returns why a transaction cannot be queued, empty when it can.
   *
   * @param closeTime the latest that the next ledger may close, Unix seconds; a transaction that
   *     would be too late by then is refused now
   * @param pendingSequence the sequence number of the source account after what is already queued
   *     for it; its current one, or 0, when nothing is
   */
  public Optional<TransactionResult> refuse(
      TransactionEnvelope envelope, long closeTime, long pendingSequence) {
    Frame frame = Frame.of(network, envelope);
    TransactionResult result;
    lock.readLock().lock();
    try {
      int ledger = lastLedger() + 1;
      LedgerTransaction view =
          new LedgerTransaction(
              state, ledger, closeTime, parameters.baseReserve(), Headers.totals(header));
      Conditions.Moment moment =
          new Conditions.Moment(ledger, Headers.closeTime(header), closeTime);
      result = frame.check(view, moment, pendingSequence);
    } finally {
      lock.readLock().unlock();
    }
    TransactionResultCode code = result.getResult().getDiscriminant();
    boolean acceptable =
        code == TransactionResultCode.txSUCCESS
            || code == TransactionResultCode.txFEE_BUMP_INNER_SUCCESS;
    return acceptable ? Optional.empty() : Optional.of(result);
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
    int ledger = lastLedger() + 1;
    if (lastLedger() == 1 && !inApplyOrder.isEmpty()) {
      throw new IllegalArgumentException("ledger 2 upgrades the network and nothing else");
    }
    List<Frame> frames = new ArrayList<>(inApplyOrder.size());
    for (TransactionEnvelope envelope : inApplyOrder) {
      frames.add(Frame.of(network, envelope));
    }
    LedgerTransaction work =
        new LedgerTransaction(
            state, ledger, closeTime, parameters.baseReserve(), Headers.totals(header));
    List<AppliedTransaction> applied = applyAll(work, frames);
    List<Change> changes = work.changes();
    for (Invariant invariant : invariants) {
      invariant.check(work, changes, Headers.totals(header));
    }
    List<EntryChange> entries = new ArrayList<>(changes.size());
    for (Change change : changes) {
      Entry after = change.after();
      entries.add(
          new EntryChange(KeyXdr.encode(change.key()), after == null ? null : after.toXdr()));
    }
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

  private List<AppliedTransaction> applyAll(LedgerTransaction work, List<Frame> frames) {
    long baseFee = baseFee(frames);
    List<Long> fees = new ArrayList<>(frames.size());
    List<LedgerEntryChanges> feeChanges = new ArrayList<>(frames.size());
    for (Frame frame : frames) {
      try (LedgerTransaction.Nested nested = work.nested()) {
        fees.add(charge(work, frame, baseFee));
        feeChanges.add(MetaBuilder.changes(nested.changes()));
        nested.commit();
      }
    }
    if (frames.stream().anyMatch(frame -> frame.acting().mergesAccounts())) {
      Map<AccountId, Long> last = new HashMap<>();
      for (Frame frame : frames) {
        last.merge(frame.acting().source(), frame.acting().sequence(), Math::max);
      }
      work.setLastSequences(last);
    }
    List<AppliedTransaction> applied = new ArrayList<>(frames.size());
    for (int i = 0; i < frames.size(); i++) {
      Frame frame = frames.get(i);
      MetaBuilder meta = new MetaBuilder();
      TransactionResultPair pair = new TransactionResultPair();
      pair.setTransactionHash(new Hash(frame.hash().toArray()));
      pair.setResult(frame.apply(work, baseFee, fees.get(i), meta));
      applied.add(
          AppliedTransaction.of(
              frame.hash(), frame.envelope(), pair, meta.build(), feeChanges.get(i)));
    }
    return applied;
  }

  private static long charge(LedgerTransaction work, Frame frame, long baseFee) {
    Account payer = work.loadAccount(frame.feeSource());
    if (payer == null) {
      throw new IllegalArgumentException("nobody pays for transaction " + frame.hash());
    }
    long fee = Math.min(payer.balance(), frame.feeAt(baseFee));
    // Reserves and liabilities do not protect from fees; whoever falls below is told on applying.
    work.put(payer.withBalance(payer.balance() - fee));
    work.collectFee(fee);
    return fee;
  }

  /** The network's base fee, or the lowest bid when the ledger is about full. */
  private long baseFee(List<Frame> frames) {
    long operations = 0;
    long lowest = Long.MAX_VALUE;
    for (Frame frame : frames) {
      int units = Math.max(1, frame.feeUnits());
      operations += units;
      lowest = Math.min(lowest, Math.ceilDiv(frame.feeBid(), units));
    }
    long calm = Math.max(0, parameters.maxTxSetSize() - OPERATIONS_MAX);
    return operations > calm ? lowest : parameters.baseFee();
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
