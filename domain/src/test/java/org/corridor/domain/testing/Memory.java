package org.corridor.domain.testing;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.corridor.domain.UnitOfWork;
import org.corridor.domain.book.Books;
import org.corridor.domain.book.JournalEntry;
import org.corridor.domain.message.InboundMessage;
import org.corridor.domain.message.MessageStore;
import org.corridor.domain.message.Outbox;
import org.corridor.domain.message.RawMessage;
import org.corridor.domain.message.StatusReport;
import org.corridor.domain.payment.Payment;
import org.corridor.domain.payment.PaymentStore;
import org.corridor.domain.payment.Uetr;
import org.corridor.domain.settlement.Cursors;
import org.corridor.domain.settlement.IncomingStore;
import org.corridor.domain.settlement.LedgerTotals;
import org.corridor.domain.settlement.SettlementLedger.Arrival;
import org.corridor.domain.settlement.SignedTransaction;

/**
 * All stores of one bank in memory. A unit of work has the whole memory to itself; when it throws,
 * everything is as before.
 */
public final class Memory implements Stores {
  private final ReentrantLock lock = new ReentrantLock();
  private State state = new State();

  @Override
  public UnitOfWork work() {
    return new UnitOfWork() {
      @Override
      public <T> T in(Supplier<T> work) {
        if (lock.isHeldByCurrentThread()) {
          throw new IllegalStateException("units of work do not nest");
        }
        lock.lock();
        State before = state;
        state = before.copy();
        try {
          T result = work.get();
          before = state;
          return result;
        } finally {
          state = before;
          lock.unlock();
        }
      }
    };
  }

  @Override
  public PaymentStore payments() {
    return new MemoryPayments(this);
  }

  @Override
  public MessageStore messages() {
    return new MemoryMessages(this);
  }

  @Override
  public Outbox outbox() {
    return new MemoryOutbox(this);
  }

  @Override
  public Books books() {
    return new MemoryBooks(this);
  }

  @Override
  public Cursors cursors() {
    return new Cursors() {
      @Override
      public String lock(String stream) {
        return state().cursors.getOrDefault(stream, "0");
      }

      @Override
      public void store(String stream, String cursor) {
        state().cursors.put(stream, cursor);
      }
    };
  }

  @Override
  public IncomingStore incoming() {
    return new MemoryIncoming(this);
  }

  @Override
  public LedgerTotals totals() {
    return new MemoryTotals(this);
  }

  /** All payments, in a unit of work of its own. */
  public List<Payment<?>> allPayments() {
    return work()
        .in(() -> state().payments.values().stream().<Payment<?>>map(PaymentRow::payment).toList());
  }

  /** The keys of all messages, in a unit of work of its own. */
  public List<String> allMessages() {
    return work().in(() -> List.copyOf(state().messages.keySet()));
  }

  /** The channels that are leased, in a unit of work of its own. */
  public List<String> leasedChannels() {
    return work().in(() -> List.copyOf(state().channels.keySet()));
  }

  /** The state inside a unit of work. */
  State state() {
    if (!lock.isHeldByCurrentThread()) {
      throw new IllegalStateException("used outside of a unit of work");
    }
    return state;
  }

  /** Everything; rows are immutable. */
  static final class State {
    final Map<Uetr, PaymentRow> payments = new LinkedHashMap<>();
    final Map<String, MessageRow> messages = new LinkedHashMap<>();
    final Map<String, String> transports = new HashMap<>();
    final Map<String, StatusReport> refused = new LinkedHashMap<>();
    final Map<String, RepetitionRow> repetitions = new LinkedHashMap<>();
    final Map<String, OutboxRow> outbox = new LinkedHashMap<>();
    final Map<String, JournalEntry> journal = new LinkedHashMap<>();
    final Map<String, String> cursors = new HashMap<>();
    final Map<Uetr, IncomingStore.Standing> agreements = new LinkedHashMap<>();
    final Map<String, ArrivalRow> arrivals = new TreeMap<>();
    final List<String> arrivalOrder = new ArrayList<>();
    final Map<String, String> channels = new TreeMap<>();

    State copy() {
      State copy = new State();
      copy.payments.putAll(payments);
      copy.messages.putAll(messages);
      copy.transports.putAll(transports);
      copy.refused.putAll(refused);
      copy.repetitions.putAll(repetitions);
      copy.outbox.putAll(outbox);
      copy.journal.putAll(journal);
      copy.cursors.putAll(cursors);
      copy.agreements.putAll(agreements);
      copy.arrivals.putAll(arrivals);
      copy.arrivalOrder.addAll(arrivalOrder);
      copy.channels.putAll(channels);
      return copy;
    }
  }

  record PaymentRow(Payment<?> payment, Instant notBefore, String transaction) {}

  record MessageRow(InboundMessage message, MessageStore.Answered answer) {}

  record RepetitionRow(String key, RawMessage raw) {}

  record OutboxRow(Outbox.Outgoing message, Instant notBefore, Instant sentAt) {}

  enum Fate {
    OPEN,
    CREDITED,
    FUNDING,
    SUSPENSE,
    RETURNED
  }

  record ArrivalRow(
      Arrival arrival,
      Fate fate,
      IncomingStore.Suspended suspended,
      SignedTransaction underWay,
      Instant nextLook,
      String lastReturn) {}
}
