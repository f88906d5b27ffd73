package org.corridor.ledger.node;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;
import org.corridor.ledger.ClosedLedger;
import org.corridor.ledger.LedgerView;
import org.corridor.ledger.NetworkParameters;
import org.corridor.ledger.apply.LedgerMachine;
import org.corridor.ledger.apply.SignedTransaction;
import org.corridor.ledger.crypto.SignatureVerifier;
import org.corridor.ledger.state.Account;
import org.corridor.ledger.state.AccountId;
import org.corridor.ledger.state.Bytes;
import org.corridor.ledger.state.Entry;
import org.corridor.ledger.state.KeyXdr;
import org.corridor.ledger.store.LedgerStore;
import org.corridor.ledger.store.StoredLedger;
import org.corridor.ledger.store.Xdr;
import org.jspecify.annotations.Nullable;
import org.stellar.sdk.xdr.LedgerEntry;
import org.stellar.sdk.xdr.LedgerHeader;
import org.stellar.sdk.xdr.TransactionEnvelope;
import org.stellar.sdk.xdr.TransactionResult;
import org.stellar.sdk.xdr.TransactionResultCode;

/**
 * A running, durable ledger: takes transactions, closes ledgers, remembers them.
 *
 * <p>One thread closes and another writes: while a close is being written, the next one may be
 * applied, but none further. A submission is answered as pending once it is queued and its future
 * completes when the close that applied it is on disk; nothing is acknowledged before. All methods
 * are safe from any thread.
 */
public final class LedgerNode implements AutoCloseable {
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
  private static final Duration STOP_MAX = Duration.ofSeconds(30);
  private static final long HAND_OVER_MILLIS = 1_000;

  private final NodeSettings settings;
  private final CloseClock clock;
  private final LedgerStore store;
  private final LedgerMachine machine;
  private final NodeStatistics statistics = new NodeStatistics();
  private final List<Consumer<ClosedLedger>> subscribers = new CopyOnWriteArrayList<>();

  /** Guards the queue. */
  private final ReentrantLock writing = new ReentrantLock();

  private final Condition changed = writing.newCondition();
  private final SubmissionQueue queue;

  private final InFlight inFlight = new InFlight();
  private long firstWaitingNanos;
  private int demanded;
  private boolean stopping;

  /** Guards what is durable, for those who wait for it. */
  private final ReentrantLock reading = new ReentrantLock();

  private final Condition advanced = reading.newCondition();
  private volatile int durable;
  private volatile @Nullable Throwable failure;

  private final Thread closer;
  private final Thread writer;

  /** From the closing thread to the writing one; empty when there is no more. */
  private final SynchronousQueue<Optional<Applied>> written = new SynchronousQueue<>();

  /** A close that is not on disk yet, and what it took of the closing thread. */
  private record Applied(
      List<SubmissionQueue.Waiting> set, ClosedLedger closed, long nanos, long cpuNanos) {}

  private LedgerNode(NodeSettings settings, InstantSource clock, LedgerStore store) {
    this.settings = settings;
    this.clock = new CloseClock(clock, settings.aheadMax(), settings.sharedSeconds());
    this.store = store;
    queue = new SubmissionQueue(settings.queueMax(), settings.queuePerAccountMax());
    machine = recovered(settings.network(), store);
    durable = store.last();
    closer = Thread.ofPlatform().name("ledger-closer").unstarted(this::closeUntilStopped);
    writer = Thread.ofPlatform().name("ledger-writer").unstarted(this::writeUntilStopped);
  }

  /**
   * Starts a node from its last close, or a new network when the folder is empty.
   *
   * @throws org.corridor.ledger.store.StoreException when the folder cannot be used
   */
  public static LedgerNode start(NodeSettings settings, InstantSource clock) {
    LedgerStore store = LedgerStore.open(settings.folder(), settings.network().passphrase());
    LedgerNode node;
    try {
      node = new LedgerNode(settings, clock, store);
      if (store.last() == 0) {
        node.write(node.apply(List.of()));
      }
    } catch (RuntimeException e) {
      store.close();
      throw e;
    }
    node.closer.start();
    node.writer.start();
    return node;
  }

  private static LedgerMachine recovered(NetworkParameters network, LedgerStore store) {
    if (store.last() == 0) {
      LedgerMachine genesis = LedgerMachine.genesis(network);
      List<LedgerEntry> entries = new ArrayList<>();
      List<byte[]> keys = new ArrayList<>();
      genesis.read(
          view -> {
            view.forEach(
                Entry.class,
                entry -> {
                  entries.add(entry.toXdr());
                  keys.add(Xdr.bytes(KeyXdr.encode(entry.key())));
                });
            return entries.size();
          });
      store.begin(entries, keys);
      return genesis;
    }
    StoredLedger last =
        store
            .ledger(store.last())
            .orElseThrow(() -> new IllegalStateException("the last ledger has no header"));
    return LedgerMachine.restore(
        network, last.decodedHeader(), Bytes.of(last.hash()), store.entries());
  }

  /** The network's parameters. */
  public NetworkParameters network() {
    return settings.network();
  }

  /** Whether ledgers close only on demand. */
  public boolean closesOnDemand() {
    return settings.onDemand();
  }

  /** Everything that was closed; reading it needs no lock. */
  public LedgerStore history() {
    return store;
  }

  /** What the node has done since it started. */
  public NodeStatistics statistics() {
    return statistics;
  }

  /** Runs a query on the state after the last close. */
  public <T> T read(Function<LedgerView, T> query) {
    return machine.read(query);
  }

  /** How many transactions wait. */
  public int waiting() {
    writing.lock();
    try {
      return queue.size();
    } finally {
      writing.unlock();
    }
  }

  /** Verifies signatures and knows what it cost. */
  public SignatureVerifier signatures() {
    return machine.signatures();
  }

  /** The hash of a transaction on this network, which its signatures cover. */
  public Bytes hash(TransactionEnvelope envelope) {
    return machine.hashOf(envelope);
  }

  /** The sequence number that the next transaction of an account must have; empty without it. */
  public Optional<Long> nextSequence(AccountId account) {
    writing.lock();
    try {
      return lastSequence(account).map(last -> last + 1);
    } finally {
      writing.unlock();
    }
  }

  private Optional<Long> lastSequence(AccountId account) {
    return queue
        .lastSequence(account)
        .or(() -> inFlight.lastSequence(account))
        .or(() -> machine.read(view -> view.account(account).map(Account::sequence)));
  }

  /** What the check of a transaction depends on beside the state. */
  private record Standing(long sequence, long fees, SubmissionQueue.@Nullable Waiting replaced) {}

  private Standing standing(SignedTransaction transaction) {
    AccountId payer = transaction.feeSource();
    long fees = queue.fees(payer) + inFlight.fees(payer);
    SubmissionQueue.Waiting replaced = queue.replacedBy(transaction);
    if (replaced == null) {
      return new Standing(lastSequence(transaction.source()).orElse(0L), fees, null);
    }
    SignedTransaction old = replaced.transaction();
    return new Standing(
        old.sequence() - 1, old.feeSource().equals(payer) ? fees - old.feeBid() : fees, replaced);
  }

  /**
   * Hands in a transaction.
   *
   * <p>Its signatures are verified on the caller's thread, outside of every lock: that is most of
   * the work, and many callers do it at once. If what waits for its accounts has changed meanwhile,
   * the check is repeated, which is cheap since the verified signatures are remembered.
   */
  public Submission submit(TransactionEnvelope envelope) {
    SignedTransaction transaction = machine.prepare(envelope);
    while (true) {
      Standing standing;
      writing.lock();
      try {
        standing = standing(transaction);
        Submission known = known(transaction, standing.replaced());
        if (known != null) {
          return known;
        }
      } finally {
        writing.unlock();
      }
      LedgerHeader last = machine.header();
      Optional<TransactionResult> refusal =
          machine.refuse(transaction, clock.next(last), standing.sequence(), standing.fees());
      // Whatever was applied once cannot be acceptable again, so only refusals need a look there.
      if (refusal.isPresent() && store.transaction(transaction.hash().toArray()).isPresent()) {
        return new Submission.AlreadyApplied(transaction.hash());
      }
      writing.lock();
      try {
        if (!standing(transaction).equals(standing)) {
          continue;
        }
        Submission known = known(transaction, standing.replaced());
        if (known != null) {
          return known;
        }
        return refusal.isPresent()
            ? refused(transaction, refusal.get())
            : queued(transaction, sequence(last), standing.replaced());
      } finally {
        writing.unlock();
      }
    }
  }

  private @Nullable Submission known(
      SignedTransaction transaction, SubmissionQueue.@Nullable Waiting replaced) {
    if (stopping || failure != null) {
      throw new NodeStoppedException(failure);
    }
    Bytes hash = transaction.hash();
    Optional<SubmissionQueue.Waiting> same = queue.waiting(hash).or(() -> inFlight.waiting(hash));
    if (same.isPresent()) {
      return new Submission.Duplicate(hash, same.get().closed());
    }
    if (replaced != null) {
      long needed = SubmissionQueue.feeToReplace(replaced.transaction(), transaction);
      return transaction.feeBid() < needed ? refused(transaction, underbid(needed)) : null;
    }
    return queue.isFull(transaction.source()) ? new Submission.TryAgainLater(hash) : null;
  }

  private Submission refused(SignedTransaction transaction, TransactionResult result) {
    statistics.refused();
    return new Submission.Refused(transaction.hash(), result);
  }

  private Submission queued(
      SignedTransaction transaction, int checkedAt, SubmissionQueue.@Nullable Waiting replaced) {
    CompletableFuture<Integer> closed = new CompletableFuture<>();
    SubmissionQueue.Waiting fresh = new SubmissionQueue.Waiting(transaction, checkedAt, closed);
    if (replaced != null) {
      queue.replace(replaced, fresh);
      overtake(replaced, SignedTransaction.refused(TransactionResultCode.txBAD_SEQ, 0));
      return new Submission.Pending(transaction.hash(), closed);
    }
    if (queue.isFull()) {
      SubmissionQueue.Waiting cheaper = queue.cheaperThan(transaction);
      if (cheaper == null) {
        return refused(transaction, underbid(queue.feeToTop(transaction)));
      }
      queue.driveOut(cheaper);
      overtake(cheaper, underbid(queue.feeToTop(cheaper.transaction())));
    }
    if (queue.size() == 0) {
      firstWaitingNanos = System.nanoTime();
      changed.signalAll();
    }
    queue.add(fresh);
    return new Submission.Pending(transaction.hash(), closed);
  }

  private void overtake(SubmissionQueue.Waiting waiting, TransactionResult result) {
    statistics.refused();
    waiting.closed().completeExceptionally(new OvertakenException(result));
  }

  private static TransactionResult underbid(long needed) {
    return SignedTransaction.refused(TransactionResultCode.txINSUFFICIENT_FEE, needed);
  }

  /** Asks for a close without waiting for it. */
  public void demandClose() {
    writing.lock();
    try {
      demanded++;
      changed.signalAll();
    } finally {
      writing.unlock();
    }
  }

  /** Closes a ledger with all that waits and returns its sequence when it is durable. */
  public int closeNow() {
    int before;
    writing.lock();
    try {
      before = sequence(machine.header());
      demanded++;
      changed.signalAll();
    } finally {
      writing.unlock();
    }
    int after = awaitAfter(before, STOP_MAX);
    if (after <= before) {
      throw new NodeStoppedException(failure);
    }
    return after;
  }

  /** The last durable ledger. */
  public int last() {
    return durable;
  }

  /** Waits until a ledger after this one is durable; returns the last durable one either way. */
  public int awaitAfter(int ledger, Duration longest) {
    long left = longest.toNanos();
    reading.lock();
    try {
      while (durable <= ledger && left > 0 && failure == null) {
        left = advanced.awaitNanos(left);
      }
      return durable;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return durable;
    } finally {
      reading.unlock();
    }
  }

  /**
   * Calls back after every durable close, in order, on the writing thread: be quick, or hand over.
   *
   * @return closes the subscription
   */
  public AutoCloseable subscribe(Consumer<ClosedLedger> subscriber) {
    subscribers.add(subscriber);
    return () -> subscribers.remove(subscriber);
  }

  private static int sequence(LedgerHeader header) {
    return header.getLedgerSeq().getUint32().getNumber().intValue();
  }

  private void closeUntilStopped() {
    try {
      while (true) {
        List<SubmissionQueue.Waiting> set = awaitSet();
        if (set == null) {
          return;
        }
        if (!handOver(Optional.of(apply(set)))) {
          // The writer has failed, perhaps before this set was taken: nobody else would tell it.
          release(failure);
          return;
        }
      }
    } catch (RuntimeException | Error e) {
      fail(e);
      throw e;
    } finally {
      handOver(Optional.empty());
    }
  }

  /** Waits until the writer has finished the close before; false when it never will. */
  private boolean handOver(Optional<Applied> applied) {
    try {
      while (!written.offer(applied, HAND_OVER_MILLIS, TimeUnit.MILLISECONDS)) {
        if (!writer.isAlive()) {
          return false;
        }
      }
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private void writeUntilStopped() {
    try {
      for (Optional<Applied> next = written.take(); next.isPresent(); next = written.take()) {
        write(next.get());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException | Error e) {
      fail(e);
      throw e;
    }
  }

  /** Waits until a close is due and takes its set; null when the node stops. */
  private @Nullable List<SubmissionQueue.Waiting> awaitSet() {
    writing.lock();
    try {
      long idleSince = System.nanoTime();
      while (!stopping && demanded == 0) {
        long left = untilDue(idleSince);
        if (left <= 0) {
          break;
        }
        changed.awaitNanos(left);
      }
      if (stopping) {
        return null;
      }
      demanded = 0;
      int operationsMax = machine.header().getMaxTxSetSize().getUint32().getNumber().intValue();
      List<SubmissionQueue.Waiting> set = queue.take(operationsMax, machine.headerHash());
      inFlight.take(set);
      firstWaitingNanos = System.nanoTime();
      return set;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return null;
    } finally {
      writing.unlock();
    }
  }

  private long untilDue(long idleSince) {
    if (settings.onDemand()) {
      return TimeUnit.DAYS.toNanos(1);
    }
    long now = System.nanoTime();
    LedgerHeader last = machine.header();
    long byIdleness = settings.closeInterval().toNanos() - (now - idleSince);
    if (queue.size() == 0) {
      // An empty close only moves the ledger's clock, which need not be moved ahead of ours.
      return Math.max(byIdleness, clock.nanosUntilLater(last));
    }
    long byWaiting = settings.closeAfter().toNanos() - (now - firstWaitingNanos);
    return Math.max(Math.min(byIdleness, byWaiting), clock.nanosUntilAllowed(last));
  }

  /**
   * Leaves out what is no longer acceptable. Only what was checked against an earlier state has to
   * be looked at again: its account may be gone, its time may be over.
   */
  private List<SubmissionQueue.Waiting> stillAcceptable(List<SubmissionQueue.Waiting> set) {
    int last = sequence(machine.header());
    if (set.stream().allMatch(waiting -> waiting.checkedAt() == last)) {
      return set;
    }
    Map<AccountId, Long> sequences = new HashMap<>();
    Map<AccountId, Long> fees = new HashMap<>();
    long closeTime = clock.next(machine.header());
    List<SubmissionQueue.Waiting> kept = new ArrayList<>(set.size());
    for (SubmissionQueue.Waiting waiting : set) {
      SignedTransaction transaction = waiting.transaction();
      AccountId payer = transaction.feeSource();
      long pending = sequences.getOrDefault(waiting.source(), 0L);
      Optional<TransactionResult> refusal =
          machine.refuse(transaction, closeTime, pending, fees.getOrDefault(payer, 0L));
      if (refusal.isEmpty()) {
        sequences.put(waiting.source(), transaction.sequence());
        fees.merge(payer, transaction.feeBid(), Long::sum);
        kept.add(waiting);
      } else {
        inFlight.done(waiting);
        overtake(waiting, refusal.get());
      }
    }
    return kept;
  }

  private Applied apply(List<SubmissionQueue.Waiting> taken) {
    List<SubmissionQueue.Waiting> set = stillAcceptable(taken);
    List<SignedTransaction> transactions = new ArrayList<>(set.size());
    set.forEach(waiting -> transactions.add(waiting.transaction()));
    long started = System.nanoTime();
    long startedCpu = THREADS.getCurrentThreadCpuTime();
    ClosedLedger closed = machine.closePrepared(transactions, clock.next(machine.header()));
    writing.lock();
    try {
      inFlight.applied();
    } finally {
      writing.unlock();
    }
    return new Applied(
        set, closed, System.nanoTime() - started, THREADS.getCurrentThreadCpuTime() - startedCpu);
  }

  private void write(Applied applied) {
    long started = System.nanoTime();
    long startedCpu = THREADS.getCurrentThreadCpuTime();
    ClosedLedger closed = applied.closed();
    store.append(closed);
    statistics.closed(closed, applied.nanos(), System.nanoTime() - started);
    statistics.cpu(applied.cpuNanos(), THREADS.getCurrentThreadCpuTime() - startedCpu);
    int ledger = sequence(closed.header());
    reading.lock();
    try {
      durable = ledger;
      advanced.signalAll();
    } finally {
      reading.unlock();
    }
    for (SubmissionQueue.Waiting waiting : applied.set()) {
      inFlight.done(waiting);
      waiting.closed().complete(ledger);
    }
    subscribers.forEach(subscriber -> subscriber.accept(closed));
  }

  private void fail(Throwable cause) {
    failure = cause;
    reading.lock();
    try {
      advanced.signalAll();
    } finally {
      reading.unlock();
    }
    release(cause);
  }

  private void release(@Nullable Throwable cause) {
    List<SubmissionQueue.Waiting> left;
    writing.lock();
    try {
      left = queue.all();
    } finally {
      writing.unlock();
    }
    left.addAll(inFlight.all());
    left.forEach(
        waiting -> waiting.closed().completeExceptionally(new NodeStoppedException(cause)));
  }

  /** What stopped the node without being asked to; empty while it runs. */
  public Optional<Throwable> failure() {
    return Optional.ofNullable(failure);
  }

  /** Finishes the close in hand, leaves the rest of the queue undone and closes the store. */
  @Override
  public void close() {
    writing.lock();
    try {
      stopping = true;
      changed.signalAll();
    } finally {
      writing.unlock();
    }
    try {
      closer.join(STOP_MAX);
      writer.join(STOP_MAX);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    release(failure);
    store.close();
  }
}
