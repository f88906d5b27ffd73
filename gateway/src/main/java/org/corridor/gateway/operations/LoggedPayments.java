package org.corridor.gateway.operations;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.corridor.domain.message.InboundMessage;
import org.corridor.domain.payment.Payment;
import org.corridor.domain.payment.PaymentState;
import org.corridor.domain.payment.PaymentStore;
import org.corridor.domain.payment.Transition;
import org.corridor.domain.payment.Uetr;

/** The payments, and a log of what is written about them. */
record LoggedPayments(PaymentStore inner, PaymentLog log) implements PaymentStore {
  @Override
  public List<Acceptance> accept(List<InboundMessage> messages) {
    return inner.accept(messages);
  }

  @Override
  public <S extends PaymentState> List<Payment<S>> take(Class<S> state, int max, Instant now) {
    return inner.take(state, max, now);
  }

  @Override
  public Optional<Payment<?>> take(Uetr uetr) {
    return inner.take(uetr);
  }

  @Override
  public List<Payment<?>> takeByTransaction(Collection<String> hashes) {
    return inner.takeByTransaction(hashes);
  }

  @Override
  public Optional<Uetr> ofTransaction(String hash) {
    return inner.ofTransaction(hash);
  }

  @Override
  public List<Payment<PaymentState.Submitted>> takeExpired(Instant expiredBefore, int max) {
    return inner.takeExpired(expiredBefore, max);
  }

  @Override
  public void advance(List<Transition> steps) {
    inner.advance(steps);
    log.moved(steps);
  }

  @Override
  public void retryLater(List<? extends Payment<?>> payments, Instant notBefore, String fault) {
    inner.retryLater(payments, notBefore, fault);
    log.waits(payments, fault);
  }
}
