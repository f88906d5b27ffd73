package org.corridor.domain.payment;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.corridor.domain.Fingerprint;
import org.corridor.domain.ReasonCode;
import org.corridor.domain.Retryable;
import org.corridor.domain.UnitOfWork;
import org.corridor.domain.book.JournalEntry;
import org.corridor.domain.message.Channel;
import org.corridor.domain.message.Decoded;
import org.corridor.domain.message.Decoded.Transaction;
import org.corridor.domain.message.Fault;
import org.corridor.domain.message.InboundMessage;
import org.corridor.domain.message.MessageReader;
import org.corridor.domain.message.MessageStore;
import org.corridor.domain.message.RawMessage;
import org.corridor.domain.message.StatusReport;
import org.jspecify.annotations.Nullable;

/**
 * The door: reads messages, strictly, and keeps them with their payments. Many threads call {@link
 * #accept}; each reads its own message, and one writer keeps all that wait in one unit of work, so
 * that they share a commit. Safe for use by many threads.
 */
public final class Intake implements AutoCloseable {
  /** Most messages that wait for the writer. */
  public static final int QUEUE_MAX = 4_096;

  /** Most messages in one unit of work. */
  public static final int BATCH_MESSAGES_MAX = 256;

  /** Most transactions in one unit of work, unless one message has more. */
  public static final int BATCH_TRANSACTIONS_MAX = 2_048;

  /** Longest wait for a place in the queue, and for the writer. */
  public static final Duration WAIT_MAX = Duration.ofSeconds(30);

  private static final int REPORT_ID_LENGTH = 32;

  private final MessageReader reader;
  private final UnitOfWork work;
  private final PaymentStore payments;
  private final MessageStore messages;
  private final Corridors corridors;
  private final InstantSource clock;
  private final StageListener listener;
  private final BlockingQueue<Waiting> queue = new ArrayBlockingQueue<>(QUEUE_MAX);
  private volatile @Nullable Thread writer;
  private volatile boolean stopped;

  /** A door that writes each message by itself until it is {@link #start started}. */
  public Intake(
      MessageReader reader,
      UnitOfWork work,
      PaymentStore payments,
      MessageStore messages,
      Corridors corridors,
      InstantSource clock,
      StageListener listener) {
    this.reader = reader;
    this.work = work;
    this.payments = payments;
    this.messages = messages;
    this.corridors = corridors;
    this.clock = clock;
    this.listener = listener;
  }

  /** Starts the writer. */
  public synchronized void start() {
    if (writer == null && !stopped) {
      Thread fresh =
          Thread.ofPlatform().name("intake-writer").daemon().unstarted(this::writeWaiting);
      // Before it runs, for it runs only as long as it is the writer.
      writer = fresh;
      fresh.start();
    }
  }

  /** Stops the writer; whoever waits is told to try again. */
  @Override
  public synchronized void close() {
    stopped = true;
    Thread running = writer;
    writer = null;
    if (running != null) {
      running.interrupt();
    }
  }

  /**
   * Takes a message in; when it returns, what it says is durable. The same message again has the
   * same outcome.
   *
   * @throws Retryable when it is not known whether it was kept; accepting it again is harmless
   * @throws IllegalStateException when a bug keeps it out; its neighbours are kept all the same
   */
  public IntakeOutcome accept(RawMessage raw) {
    Prepared prepared = prepare(raw);
    if (stopped) {
      throw new Retryable("the intake has stopped");
    }
    if (writer == null) {
      return write(List.of(prepared)).getFirst();
    }
    Waiting waiting = new Waiting(prepared, new CompletableFuture<>());
    try {
      if (!queue.offer(waiting, WAIT_MAX.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new Retryable("the intake is full");
      }
      if (stopped) {
        tellStopped(new ArrayList<>());
      }
      return waiting.outcome.get(WAIT_MAX.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw new Retryable("the intake's writer is late", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Retryable("interrupted at the intake", e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof Retryable) {
        throw new Retryable("the message could not be kept", e);
      }
      throw new IllegalStateException("the message cannot be kept", e);
    }
  }

  private record Waiting(Prepared prepared, CompletableFuture<IntakeOutcome> outcome) {}

  /** A message that was read, before it is written. */
  private sealed interface Prepared {
    record Good(InboundMessage message, List<Uetr> uetrs, List<StatusReport.Line> faulty)
        implements Prepared {
      RawMessage raw() {
        return message.raw();
      }
    }

    record Bad(RawMessage raw, StatusReport report, List<Fault> faults) implements Prepared {}
  }

  private Prepared prepare(RawMessage raw) {
    return switch (reader.read(raw)) {
      case Decoded.Unreadable unreadable ->
          new Prepared.Bad(
              raw,
              new StatusReport(
                  reportId(raw),
                  clock.instant(),
                  unreadable.type(),
                  unreadable.messageId(),
                  unreadable.faults(),
                  List.of()),
              unreadable.faults());
      case Decoded.Understood understood -> prepare(raw, understood);
    };
  }

  private Prepared prepare(RawMessage raw, Decoded.Understood understood) {
    List<Transaction> judged = new ArrayList<>();
    List<Uetr> uetrs = new ArrayList<>();
    List<StatusReport.Line> faulty = new ArrayList<>();
    List<Fault> faults = new ArrayList<>();
    List<JournalEntry> journal = new ArrayList<>();
    Set<Uetr> seen = new HashSet<>();
    for (Transaction transaction : understood.transactions()) {
      Transaction verdict = judge(transaction, seen);
      judged.add(verdict);
      switch (verdict) {
        case Transaction.Valid(CreditTransfer transfer) -> {
          uetrs.add(transfer.uetr());
          journal.add(corridors.acceptance(transfer, raw.receivedAt()));
        }
        case Transaction.Faulty line -> {
          faulty.add(StatusReport.Line.of(line));
          faults.addAll(line.faults());
        }
      }
    }
    Decoded.Understood content =
        new Decoded.Understood(understood.type(), understood.messageId(), judged);
    if (uetrs.isEmpty()) {
      return new Prepared.Bad(raw, report(raw, content, List.of(), faulty), faults);
    }
    return new Prepared.Good(
        new InboundMessage(key(raw, content), raw, content, journal), uetrs, faulty);
  }

  private Transaction judge(Transaction transaction, Set<Uetr> seen) {
    return switch (transaction) {
      case Transaction.Faulty faulty -> faulty;
      case Transaction.Valid valid -> {
        Optional<Fault> fault = corridors.check(valid.transfer());
        if (fault.isEmpty() && !seen.add(valid.transfer().uetr())) {
          fault =
              Optional.of(
                  new Fault("uetr", "uetr.repeated", ReasonCode.AM05, "UETR used twice in here"));
        }
        yield fault.isEmpty()
            ? valid
            : new Transaction.Faulty(
                valid.transfer().endToEndId(),
                valid.transfer().uetr().value(),
                List.of(fault.get()));
      }
    };
  }

  /** The message's identity: by the sender's own key, else by what it says it is. */
  private static String key(RawMessage raw, Decoded.Understood content) {
    return raw.idempotencyKey() != null
        ? raw.sender() + ":key:" + raw.idempotencyKey()
        : raw.sender() + ":" + content.type().id() + ":" + content.messageId();
  }

  private static String reportId(RawMessage raw) {
    return "R" + Fingerprint.of(raw.transportId(), REPORT_ID_LENGTH);
  }

  private StatusReport report(
      RawMessage raw,
      Decoded.Understood content,
      List<Fault> faults,
      List<StatusReport.Line> lines) {
    return new StatusReport(
        reportId(raw), clock.instant(), content.type(), content.messageId(), faults, lines);
  }

  private void writeWaiting() {
    List<Waiting> batch = new ArrayList<>();
    try {
      while (Thread.currentThread() == writer) {
        batch.clear();
        collect(batch);
        complete(batch);
      }
    } catch (InterruptedException e) {
      // Stopped on purpose: falls through to tell whoever still waits.
      Thread.currentThread().interrupt();
    } finally {
      tellStopped(batch);
    }
  }

  private void tellStopped(List<Waiting> batch) {
    queue.drainTo(batch);
    Retryable fault = new Retryable("the intake has stopped");
    batch.forEach(w -> w.outcome.completeExceptionally(fault));
  }

  private void collect(List<Waiting> batch) throws InterruptedException {
    Waiting next = queue.take();
    int transactions = 0;
    while (next != null) {
      batch.add(next);
      if (next.prepared instanceof Prepared.Good good) {
        transactions += good.uetrs.size();
      }
      boolean full = batch.size() >= BATCH_MESSAGES_MAX || transactions >= BATCH_TRANSACTIONS_MAX;
      next = full ? null : queue.poll();
    }
  }

  private void complete(List<Waiting> batch) {
    try {
      List<IntakeOutcome> outcomes = write(batch.stream().map(Waiting::prepared).toList());
      for (int i = 0; i < batch.size(); i++) {
        batch.get(i).outcome.complete(outcomes.get(i));
      }
    } catch (RuntimeException | Error e) {
      // Whatever it is, its callers are told, and the writer stays for the others.
      if (batch.size() == 1) {
        batch.getFirst().outcome.completeExceptionally(e);
      } else {
        // One message that cannot be kept must not hold up its neighbours.
        batch.forEach(w -> complete(List.of(w)));
      }
    }
  }

  private List<IntakeOutcome> write(List<Prepared> batch) {
    long start = System.nanoTime();
    List<IntakeOutcome> outcomes = work.in(() -> keep(batch));
    listener.moved("intake", batch.size(), System.nanoTime() - start, Duration.ZERO);
    return outcomes;
  }

  private List<IntakeOutcome> keep(List<Prepared> batch) {
    List<InboundMessage> good = new ArrayList<>();
    for (Prepared prepared : batch) {
      if (prepared instanceof Prepared.Good g) {
        good.add(g.message);
      }
    }
    var acceptances =
        (good.isEmpty() ? List.<PaymentStore.Acceptance>of() : payments.accept(good)).iterator();
    List<IntakeOutcome> outcomes = new ArrayList<>(batch.size());
    for (Prepared prepared : batch) {
      outcomes.add(
          switch (prepared) {
            case Prepared.Bad(RawMessage raw, StatusReport report, List<Fault> faults) ->
                new IntakeOutcome.Refused(report, faults, !messages.keepRefused(raw, report));
            case Prepared.Good g -> outcome(g, acceptances.next());
          });
    }
    return outcomes;
  }

  private IntakeOutcome outcome(Prepared.Good good, PaymentStore.Acceptance acceptance) {
    return switch (acceptance) {
      case PaymentStore.Acceptance.Accepted() -> accepted(good, good.message.key(), false);
      case PaymentStore.Acceptance.Repeated(String key) -> repeated(good, key);
      case PaymentStore.Acceptance.Conflicting(String field) -> conflict(good, field);
    };
  }

  /**
   * A queue brings a delivery again that was not acknowledged: its answer is on its way. A file is
   * put there again by somebody who wants the answer: written once more, it is the same file.
   */
  private IntakeOutcome repeated(Prepared.Good good, String key) {
    RawMessage raw = good.raw();
    boolean seen = messages.keyOfTransport(raw.transportId()).filter(key::equals).isPresent();
    if (seen && raw.channel() != Channel.FILE) {
      return accepted(good, key, true);
    }
    Optional<StatusReport> answer = messages.answer(key).map(MessageStore.Answered::report);
    if (answer.isEmpty() && !seen && raw.channel() != Channel.REST) {
      messages.awaitAnswer(key, raw);
    }
    return new IntakeOutcome.Repeated(key, good.uetrs, answer);
  }

  private static IntakeOutcome accepted(Prepared.Good good, String key, boolean redelivery) {
    return new IntakeOutcome.Accepted(key, good.uetrs, good.faulty, redelivery);
  }

  private IntakeOutcome conflict(Prepared.Good good, String field) {
    Fault fault =
        new Fault(
            field,
            "message.conflict",
            ReasonCode.AM05,
            "used before with another content: " + field + " differs");
    StatusReport report = report(good.raw(), good.message.content(), List.of(fault), List.of());
    return new IntakeOutcome.Conflict(field, report, !messages.keepRefused(good.raw(), report));
  }
}
