package org.corridor.domain.payment;

import java.time.Instant;
import java.util.function.Function;

/**
 * A payment in one state.
 *
 * @param <S> the state's type
 * @param transfer what is to be done; its UETR is the payment's identity
 * @param messageKey the inbound message that carried it (see {@link
 *     org.corridor.domain.message.RawMessage})
 * @param enteredBy who entered it: the technical sender or the user; he may not approve it
 * @param receivedAt when it was accepted
 * @param state where it stands
 * @param tries how often its present stage was tried and met a fault that may pass
 */
public record Payment<S extends PaymentState>(
    CreditTransfer transfer,
    String messageKey,
    String enteredBy,
    Instant receivedAt,
    S state,
    int tries) {
  /** The payment's identity. */
  public Uetr uetr() {
    return transfer.uetr();
  }

  /** The same payment in another state, at its first try. */
  public <T extends PaymentState> Payment<T> in(T next) {
    return new Payment<>(transfer, messageKey, enteredBy, receivedAt, next, 0);
  }

  /** The same payment with its state derived from the present one. */
  public <T extends PaymentState> Payment<T> map(Function<S, T> step) {
    return in(step.apply(state));
  }
}
