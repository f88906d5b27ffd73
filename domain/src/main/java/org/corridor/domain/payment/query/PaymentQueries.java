package org.corridor.domain.payment.query;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.corridor.domain.book.BookAccount;
import org.corridor.domain.message.Channel;
import org.corridor.domain.message.MessageType;
import org.corridor.domain.message.Outbox.Outgoing;
import org.corridor.domain.message.StatusReport;
import org.corridor.domain.money.Money;
import org.corridor.domain.payment.Payment;
import org.corridor.domain.payment.PaymentState;
import org.corridor.domain.payment.Uetr;
import org.jspecify.annotations.Nullable;

/**
 * Port: questions about payments, messages and books. May be asked inside and outside of a unit of
 * work; holds nothing. Answers hold personal data: who shows them masks it.
 */
public interface PaymentQueries {
  /** Most rows of a page. */
  int PAGE_MAX = 200;

  /** Most events told at once. */
  int EVENTS_MAX = 500;

  /** One payment with all that happened to it; empty when it does not exist. */
  Optional<Story> payment(Uetr uetr);

  /**
   * Payments, newest first.
   *
   * @param state the state's name; null for all
   * @param after {@link Page#next} of the page before; null for the first page
   * @param max at most {@value #PAGE_MAX}
   */
  Page<Standing> payments(@Nullable String state, @Nullable String after, int max);

  /** The payments of one message, in its order, from one place on. */
  List<Standing> paymentsOf(String messageKey, int fromOrdinal, int max);

  /** How many payments are in each state, and since when the oldest one is there. */
  List<StateCount> states();

  /** The event after which nothing has happened yet: to follow from now on. */
  String lastEvent();

  /**
   * What happened after an event, in the order in which it became visible: nothing is missed and
   * nothing told twice, whoever writes at the same time.
   *
   * @param event {@link Event#cursor}, or {@link #lastEvent}; empty for the first event of all
   * @param max at most {@value #EVENTS_MAX}
   */
  List<Event> eventsAfter(String event, int max);

  /** A message as it came; empty when the key is not known. */
  Optional<Archived> message(String key);

  /**
   * Messages, newest first.
   *
   * @param refused true for those only that were refused as a whole
   * @param after {@link Page#next} of the page before; null for the first page
   * @param max at most {@value #PAGE_MAX}
   */
  Page<Received> messages(boolean refused, @Nullable String after, int max);

  /** What was or will be sent about a payment: its message's answer, notifications. */
  List<Sent> sent(Uetr uetr);

  /** What waits to be sent, per channel. */
  List<Waiting> outbox();

  /** All accounts of the books of some kinds with their balances: debits less credits. */
  Map<BookAccount, Money> balances(List<BookAccount.Kind> kinds);

  /** A page and where the next one starts; null when this is the last. */
  record Page<T>(List<T> items, @Nullable String next) {
    /** Copies the list. */
    public Page {
      items = List.copyOf(items);
    }
  }

  /**
   * Where a payment stands.
   *
   * @param payment the payment
   * @param channel how it came in
   * @param type in what message
   * @param since when it came into its state
   * @param notBefore when it is tried next; null when nothing went wrong
   * @param fault what went wrong at the last try; null when nothing did
   */
  record Standing(
      Payment<?> payment,
      Channel channel,
      MessageType type,
      Instant since,
      @Nullable Instant notBefore,
      @Nullable String fault) {}

  /** A payment and the states that it went through, oldest first. */
  record Story(Standing standing, List<Step> steps) {
    /** Copies the list. */
    public Story {
      steps = List.copyOf(steps);
    }
  }

  /**
   * A step of a payment.
   *
   * @param state the state that it came into, with all that was known there
   * @param at when
   * @param by which stage, officer or approver did it
   */
  record Step(PaymentState state, Instant at, String by) {}

  /**
   * Payments in a state.
   *
   * @param oldest since when the oldest is there; null when there is none and for final states
   */
  record StateCount(String state, long count, @Nullable Instant oldest) {}

  /**
   * Something happened.
   *
   * @param cursor its place among all events; opaque
   * @param uetr to which payment
   * @param state the name of the state that it came into
   * @param at when
   * @param by who did it
   */
  record Event(String cursor, Uetr uetr, String state, Instant at, String by) {}

  /**
   * A message in the archive, without its bytes.
   *
   * @param type what it is; null when nobody could tell
   * @param messageId its identification; null when it could not be read
   * @param transactions how many were taken; 0 when it was refused as a whole
   * @param open how many payments are not final
   * @param answeredAt when its final answer was written; null before
   */
  record Received(
      String key,
      String transportId,
      Channel channel,
      String sender,
      @Nullable MessageType type,
      @Nullable String messageId,
      Instant receivedAt,
      boolean refused,
      int transactions,
      int open,
      @Nullable Instant answeredAt) {}

  /**
   * A message in the archive.
   *
   * @param bytes as they came
   * @param answer its final answer; null before
   */
  @SuppressWarnings("ArrayRecordComponent") // shown as they came; nobody compares them
  record Archived(Received message, byte[] bytes, @Nullable StatusReport answer) {}

  /**
   * A message that goes out.
   *
   * @param sentAt when it was sent; null before
   * @param fault what went wrong at the last try; null when nothing did
   */
  record Sent(Outgoing message, @Nullable Instant sentAt, @Nullable String fault) {}

  /**
   * What waits to be sent.
   *
   * @param count how many
   * @param failing how many of them were tried in vain
   * @param oldest when the oldest was written; null when none waits
   */
  record Waiting(Channel channel, long count, long failing, @Nullable Instant oldest) {}
}
