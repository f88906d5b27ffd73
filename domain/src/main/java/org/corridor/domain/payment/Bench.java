package org.corridor.domain.payment;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.corridor.domain.ReasonCode;
import org.corridor.domain.Retryable;
import org.corridor.domain.UnitOfWork;
import org.corridor.domain.book.Books;
import org.corridor.domain.book.JournalEntry;

/**
 * What every stage of an outgoing payment works with.
 *
 * @param work units of work
 * @param payments the payments
 * @param books the books
 * @param clock the time
 * @param retries what to do about faults that may pass
 * @param listener who hears of the work
 */
public record Bench(
    UnitOfWork work,
    PaymentStore payments,
    Books books,
    InstantSource clock,
    RetryPolicy retries,
    StageListener listener) {

  /** A step that gives up: what was booked at acceptance is booked back. */
  Transition reject(Payment<?> payment, Rejection rejection, Instant at, String by) {
    String reference = payment.uetr().value();
    List<JournalEntry> back =
        books
            .find(Corridors.acceptanceId(payment.transfer()))
            .map(entry -> List.of(entry.reversed("reject/" + reference, at)))
            .orElse(List.of());
    return new Transition(payment, new PaymentState.Rejected(rejection), at, by, back);
  }

  /**
   * Puts payments back after a fault, each by its own count of tries; gives up those that have no
   * try left. Only where it is certain that nothing was submitted.
   *
   * @return the steps of those that are given up
   */
  List<Transition> retryOrReject(
      List<? extends Payment<?>> batch, Retryable fault, ReasonCode code, Instant now, String by) {
    List<Transition> givenUp = new ArrayList<>();
    List<Payment<?>> again = new ArrayList<>();
    for (Payment<?> payment : batch) {
      if (retries.isExhausted(payment.tries(), Duration.between(payment.receivedAt(), now))) {
        givenUp.add(reject(payment, new Rejection(code, code.meaning()), now, by));
      } else {
        again.add(payment);
      }
    }
    retry(again, String.valueOf(fault.getMessage()), now, by);
    return givenUp;
  }

  /** Puts payments back, however often they were tried. */
  void retry(List<? extends Payment<?>> batch, String fault, Instant now, String by) {
    Map<Integer, List<Payment<?>>> byTries = new TreeMap<>();
    for (Payment<?> payment : batch) {
      byTries.computeIfAbsent(payment.tries(), k -> new ArrayList<>()).add(payment);
    }
    byTries.forEach(
        (tries, group) ->
            payments.retryLater(group, now.plus(retries.delay(tries)), by + ": " + fault));
  }
}
