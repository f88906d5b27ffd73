package org.corridor.dashboard;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.corridor.domain.compliance.ScreeningDecision;
import org.jspecify.annotations.Nullable;

/** Port: what the pages ask. Reads only. Names are told in full; the pages mask them. */
public interface DashboardQueries {
  /** Most rows of a page. */
  int PAGE_MAX = 200;

  /**
   * Payments, newest first.
   *
   * @param state the state's name; null for all
   * @param after {@link Slice#next} of the page before; null for the first page
   * @param max at most {@value #PAGE_MAX}
   */
  Slice<PaymentRow> payments(@Nullable String state, @Nullable String after, int max);

  /** Some payments, in any order; those that do not exist are left out. */
  List<PaymentRow> payments(Collection<String> uetrs);

  /** How many payments are in each state. */
  List<StateCount> states();

  /** One payment with its timeline; empty when it does not exist. */
  Optional<PaymentStory> payment(String uetr);

  /** The message that carried a payment; empty when the payment does not exist. */
  Optional<MessageBytes> message(String uetr);

  /** The accounts of the books, and beside the nostro accounts what the ledger says. */
  List<Position> positions();

  /** What lies in suspense. */
  Slice<SuspenseRow> suspense(@Nullable String after, int max);

  /** Payments that wait for officers. */
  Slice<HeldRow> held(@Nullable String after, int max);

  /** Payments that wait for an approver. */
  Slice<ApprovalRow> approvals(@Nullable String after, int max);

  /** A page, and where the next one starts; null when this is the last. */
  record Slice<T>(List<T> items, @Nullable String next) {
    /** Copies the items. */
    public Slice {
      items = List.copyOf(items);
    }
  }

  /**
   * A payment that we send, in a list.
   *
   * @param uetr its identity
   * @param channel how it came: REST, JMS, FILE
   * @param type in what message
   * @param debtor who pays; personal data
   * @param creditor who gets the money; personal data
   * @param sent what was ordered
   * @param delivered what the ledger's result says arrived; null before
   * @param path the currencies of the conversion; null without one or before
   * @param state where it stands
   * @param isFinal whether nothing more will happen
   * @param millis from its coming to its final state; null before
   * @param receivedAt when it came
   * @param fault what its present stage waits for; null when for nothing
   */
  record PaymentRow(
      String uetr,
      String channel,
      String type,
      String debtor,
      String creditor,
      String sent,
      @Nullable String delivered,
      @Nullable String path,
      String state,
      boolean isFinal,
      @Nullable Long millis,
      Instant receivedAt,
      @Nullable String fault) {}

  /** How many payments are in a state. */
  record StateCount(String state, long count) {}

  /**
   * A payment with all that happened.
   *
   * @param payment the payment
   * @param enteredBy who entered it
   * @param facts what is known of it beside, by name: beneficiary, fee, ledger transaction
   * @param steps oldest first
   * @param answers what was or will be told
   * @param notes what officers did
   */
  record PaymentStory(
      PaymentRow payment,
      String enteredBy,
      List<Fact> facts,
      List<Step> steps,
      List<Answer> answers,
      List<CaseNotes.Note> notes) {
    /** Copies the lists. */
    public PaymentStory {
      notes = List.copyOf(notes);
      facts = List.copyOf(facts);
      steps = List.copyOf(steps);
      answers = List.copyOf(answers);
    }
  }

  /**
   * Something known of a payment.
   *
   * @param name what
   * @param value its value
   * @param personal whether it is personal data, shown to officers only
   */
  record Fact(String name, String value, boolean personal) {}

  /** A step: the state that a payment came into, when, and by which stage or person. */
  record Step(String state, Instant at, String by) {}

  /**
   * A message that goes out.
   *
   * @param type its definition identifier
   * @param to where it goes
   * @param sentAt when it was sent; null before
   * @param text its content; personal data
   */
  record Answer(String type, String to, @Nullable Instant sentAt, String text) {}

  /**
   * A message as it came.
   *
   * @param type its definition identifier; null when nobody could tell
   * @param text its bytes as text; personal data
   */
  record MessageBytes(@Nullable String type, String text) {}

  /**
   * An account.
   *
   * @param kind for example NOSTRO
   * @param meaning the same in words
   * @param owner whose it is
   * @param currency its currency
   * @param books its balance in our books
   * @param ledger the balance on the ledger; null when it is no account there
   * @param agrees whether the two agree; true when there is one only
   */
  record Position(
      String kind,
      String meaning,
      String owner,
      String currency,
      String books,
      @Nullable String ledger,
      boolean agrees) {}

  /**
   * Something in suspense.
   *
   * @param id the arrival's id on the ledger
   * @param amount what arrived
   * @param from the ledger account that sent it
   * @param reason why it is here, in words
   * @param uetr the payment that it seems to belong to; null when nobody can tell
   * @param since when it came here
   * @param outlook what will become of it, in words
   */
  record SuspenseRow(
      String id,
      String amount,
      String from,
      String reason,
      @Nullable String uetr,
      Instant since,
      String outlook) {}

  /**
   * A held payment.
   *
   * @param listVersion which lists were screened against
   * @param hits what may match
   * @param notes what officers said so far
   */
  record HeldRow(
      PaymentRow payment,
      String enteredBy,
      String listVersion,
      List<ScreeningDecision.Hit> hits,
      List<CaseNotes.Note> notes) {
    /** Copies the lists. */
    public HeldRow {
      hits = List.copyOf(hits);
      notes = List.copyOf(notes);
    }
  }

  /**
   * A payment above the limit.
   *
   * @param fee our fee
   * @param pays what we pay at most
   * @param delivers what is delivered at least
   * @param expiresAt until when the quote is good
   */
  record ApprovalRow(
      PaymentRow payment,
      String enteredBy,
      String fee,
      String pays,
      String delivers,
      Instant expiresAt) {}
}
