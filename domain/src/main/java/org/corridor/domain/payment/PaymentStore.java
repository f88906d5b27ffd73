package org.corridor.domain.payment;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.corridor.domain.message.InboundMessage;

/**
 * Port: the payments and their events. Every method must be called inside a {@link
 * org.corridor.domain.UnitOfWork}; what is written becomes visible, all together, when it ends
 * well.
 */
public interface PaymentStore {
  /** Most payments that a stage takes at once. */
  int BATCH_MAX = 256;

  /**
   * Stores an accepted message with its payments in {@link PaymentState.Received} and the journal
   * of their acceptance. Keys that exist already are left as they are and told.
   *
   * @param messages messages with at least one transfer each; their archive rows are written too
   * @return per message, in order, what became of it
   */
  List<Acceptance> accept(List<InboundMessage> messages);

  /**
   * Takes payments in a state, oldest first, skipping those that another stage or instance holds
   * and those whose next try is not due; holds them until the unit of work ends.
   *
   * @param state the state's class
   * @param max at most {@value #BATCH_MAX}
   * @param now for the due time of retries
   */
  <S extends PaymentState> List<Payment<S>> take(Class<S> state, int max, Instant now);

  /**
   * Takes one payment whatever its state, for a person's decision; empty when it does not exist.
   */
  Optional<Payment<?>> take(Uetr uetr);

  /**
   * Takes the payments in {@link PaymentState.Signed} or {@link PaymentState.Submitted} whose
   * transactions have these hashes, in the order of their UETRs. Waits for those that another stage
   * holds instead of skipping them, and sees what it wrote: the bytes are submitted inside a unit
   * of work, and the ledger may be faster than its end.
   */
  List<Payment<?>> takeByTransaction(Collection<String> hashes);

  /** The payment whose last signed transaction has this hash, whatever its state. */
  Optional<Uetr> ofTransaction(String hash);

  /** Takes submitted payments whose transactions expired before a time. */
  List<Payment<PaymentState.Submitted>> takeExpired(Instant expiredBefore, int max);

  /**
   * Writes steps: new state, event, journal, and for final states the count of the message's open
   * payments. A payment must have been taken in this unit of work.
   */
  void advance(List<Transition> steps);

  /**
   * Puts payments back in their state to be tried later, and counts the try.
   *
   * @param payments taken in this unit of work
   * @param notBefore when to try next
   * @param fault a short machine-readable reason for the operator
   */
  void retryLater(List<? extends Payment<?>> payments, Instant notBefore, String fault);

  /** What became of a message that was to be accepted. */
  sealed interface Acceptance {
    /** Stored now, for the first time. */
    record Accepted() implements Acceptance {}

    /**
     * The same content was accepted before; the original's answer is the answer.
     *
     * @param messageKey the key of the original message
     */
    record Repeated(String messageKey) implements Acceptance {}

    /**
     * The key or a UETR was used before with other content.
     *
     * @param field the first field that differs, by its canonical name
     */
    record Conflicting(String field) implements Acceptance {}
  }
}
