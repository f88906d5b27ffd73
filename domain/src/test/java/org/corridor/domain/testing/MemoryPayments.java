package org.corridor.domain.testing;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.corridor.domain.Invariant;
import org.corridor.domain.message.Decoded;
import org.corridor.domain.message.InboundMessage;
import org.corridor.domain.payment.CreditTransfer;
import org.corridor.domain.payment.Payment;
import org.corridor.domain.payment.PaymentState;
import org.corridor.domain.payment.PaymentStore;
import org.corridor.domain.payment.Transition;
import org.corridor.domain.payment.Uetr;
import org.corridor.domain.testing.Memory.MessageRow;
import org.corridor.domain.testing.Memory.PaymentRow;

record MemoryPayments(Memory memory) implements PaymentStore {
  @Override
  public List<Acceptance> accept(List<InboundMessage> messages) {
    return messages.stream().map(this::accept).toList();
  }

  private Acceptance accept(InboundMessage message) {
    Memory.State state = memory.state();
    MessageRow known = state.messages.get(message.key());
    if (known != null) {
      return compared(known.message(), message);
    }
    for (CreditTransfer transfer : transfers(message)) {
      PaymentRow row = state.payments.get(transfer.uetr());
      if (row != null) {
        return compared(state.messages.get(row.payment().messageKey()).message(), message);
      }
    }
    state.messages.put(message.key(), new MessageRow(message, null));
    state.transports.put(message.raw().transportId(), message.key());
    for (CreditTransfer transfer : transfers(message)) {
      Payment<PaymentState.Received> payment =
          new Payment<>(
              transfer,
              message.key(),
              message.raw().sender(),
              message.raw().receivedAt(),
              new PaymentState.Received(),
              0);
      state.payments.put(transfer.uetr(), new PaymentRow(payment, Instant.MIN, null));
    }
    new MemoryBooks(memory).book(message.journal());
    return new Acceptance.Accepted();
  }

  private static Acceptance compared(InboundMessage known, InboundMessage other) {
    String field = difference(known, other);
    boolean same = Arrays.equals(known.raw().bytes(), other.raw().bytes());
    return field == null || same
        ? new Acceptance.Repeated(known.key())
        : new Acceptance.Conflicting(field);
  }

  private static String difference(InboundMessage known, InboundMessage other) {
    if (known.content().type() != other.content().type()) {
      return "type";
    }
    if (!known.content().messageId().equals(other.content().messageId())) {
      return "messageId";
    }
    List<Decoded.Transaction> mine = known.content().transactions();
    List<Decoded.Transaction> theirs = other.content().transactions();
    for (int i = 0; i < Math.min(mine.size(), theirs.size()); i++) {
      if (mine.get(i) instanceof Decoded.Transaction.Valid a
          && theirs.get(i) instanceof Decoded.Transaction.Valid b) {
        String field = a.transfer().firstDifference(b.transfer());
        if (field != null) {
          return field;
        }
      } else if (!mine.get(i).equals(theirs.get(i))) {
        return "transactions";
      }
    }
    return mine.size() == theirs.size() ? null : "transactions";
  }

  private static List<CreditTransfer> transfers(InboundMessage message) {
    List<CreditTransfer> transfers = new ArrayList<>();
    for (Decoded.Transaction transaction : message.content().transactions()) {
      if (transaction instanceof Decoded.Transaction.Valid valid) {
        transfers.add(valid.transfer());
      }
    }
    return transfers;
  }

  @Override
  public <S extends PaymentState> List<Payment<S>> take(Class<S> state, int max, Instant now) {
    Invariant.require(max <= BATCH_MAX, "batch");
    return memory.state().payments.values().stream()
        .filter(r -> state.isInstance(r.payment().state()) && !r.notBefore().isAfter(now))
        .sorted(Comparator.comparing(r -> r.payment().receivedAt()))
        .limit(max)
        .map(r -> typed(r.payment(), state))
        .toList();
  }

  private static <S extends PaymentState> Payment<S> typed(Payment<?> p, Class<S> state) {
    return new Payment<>(
        p.transfer(),
        p.messageKey(),
        p.enteredBy(),
        p.receivedAt(),
        state.cast(p.state()),
        p.tries());
  }

  @Override
  public Optional<Payment<?>> take(Uetr uetr) {
    return Optional.ofNullable(memory.state().payments.get(uetr)).map(PaymentRow::payment);
  }

  @Override
  public List<Payment<?>> takeByTransaction(Collection<String> hashes) {
    List<Payment<?>> found = new ArrayList<>();
    for (PaymentRow row : memory.state().payments.values()) {
      PaymentState state = row.payment().state();
      if ((state instanceof PaymentState.Signed || state instanceof PaymentState.Submitted)
          && hashes.contains(row.transaction())) {
        found.add(row.payment());
      }
    }
    found.sort(Comparator.comparing(p -> p.uetr().value()));
    return found;
  }

  @Override
  public Optional<Uetr> ofTransaction(String hash) {
    return memory.state().payments.values().stream()
        .filter(r -> hash.equals(r.transaction()))
        .map(r -> r.payment().uetr())
        .findFirst();
  }

  @Override
  public List<Payment<PaymentState.Submitted>> takeExpired(Instant expiredBefore, int max) {
    return memory.state().payments.values().stream()
        .filter(r -> r.payment().state() instanceof PaymentState.Submitted)
        .map(r -> typed(r.payment(), PaymentState.Submitted.class))
        .filter(p -> p.state().before().transaction().validUntil().isBefore(expiredBefore))
        .limit(max)
        .toList();
  }

  @Override
  public void advance(List<Transition> steps) {
    for (Transition step : steps) {
      PaymentRow row = memory.state().payments.get(step.before().uetr());
      Invariant.require(
          row.payment().state().equals(step.before().state()), "the payment stands where taken");
      String transaction =
          step.after() instanceof PaymentState.Signed signed
              ? signed.transaction().hash()
              : row.transaction();
      memory
          .state()
          .payments
          .put(
              step.before().uetr(),
              new PaymentRow(row.payment().in(step.after()), Instant.MIN, transaction));
      new MemoryBooks(memory).book(step.journal());
    }
  }

  @Override
  public void retryLater(List<? extends Payment<?>> payments, Instant notBefore, String fault) {
    Objects.requireNonNull(fault);
    for (Payment<?> p : payments) {
      PaymentRow row = memory.state().payments.get(p.uetr());
      Payment<?> tried =
          new Payment<>(
              p.transfer(),
              p.messageKey(),
              p.enteredBy(),
              p.receivedAt(),
              p.state(),
              row.payment().tries() + 1);
      memory.state().payments.put(p.uetr(), new PaymentRow(tried, notBefore, row.transaction()));
    }
  }
}
