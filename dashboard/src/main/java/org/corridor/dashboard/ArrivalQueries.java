package org.corridor.dashboard;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.corridor.dashboard.DashboardQueries.Answer;
import org.corridor.dashboard.DashboardQueries.Slice;
import org.jspecify.annotations.Nullable;

/** Port: what the pages ask about money that comes to us. Reads only; names are told in full. */
public interface ArrivalQueries {
  /**
   * What arrived, newest first.
   *
   * @param after {@link Slice#next} of the page before; null for the first page
   * @param max at most {@link DashboardQueries#PAGE_MAX}
   */
  Slice<ArrivalRow> arrivals(@Nullable String after, int max);

  /** A payment that we agreed to receive; empty when we did not. */
  Optional<ArrivalStory> arrival(String uetr);

  /** How much lies in suspense. */
  long inSuspense();

  /**
   * Something that arrived.
   *
   * @param id its id on the ledger
   * @param amount what arrived
   * @param from the ledger account that sent it
   * @param bank the bank that announced it; null when nobody did
   * @param debtor who pays; personal data; null when nobody announced it
   * @param account our reference of the account that it is for; null when nobody knows
   * @param uetr the payment that it belongs to; null when nobody can tell
   * @param fate what became of it, in a word
   * @param tone how it is shown: {@code good}, {@code waits}, {@code moves}
   * @param words what became of it and what will, in words
   * @param closedAt when the ledger closed on it
   */
  record ArrivalRow(
      String id,
      String amount,
      String from,
      @Nullable String bank,
      @Nullable String debtor,
      @Nullable String account,
      @Nullable String uetr,
      String fate,
      String tone,
      String words,
      Instant closedAt) {}

  /**
   * A payment that we agreed to receive.
   *
   * @param uetr its identity
   * @param bank the bank that sends it
   * @param debtor who pays; personal data
   * @param account our reference of the account to credit
   * @param expected what must arrive; null when the order books decide
   * @param credited what was credited; null before
   * @param endToEndId the debtor's reference; personal data
   * @param memo the hash on the ledger that binds both banks to what they agreed
   * @param expiresAt the last moment at which it may arrive
   * @param steps what happened, oldest first
   * @param arrivals what arrived for it, oldest first
   * @param notes what officers did
   * @param notices what was or will be told to our customer's systems
   */
  record ArrivalStory(
      String uetr,
      String bank,
      String debtor,
      String account,
      @Nullable String expected,
      @Nullable String credited,
      String endToEndId,
      String memo,
      Instant expiresAt,
      List<Happening> steps,
      List<ArrivalRow> arrivals,
      List<CaseNotes.Note> notes,
      List<Answer> notices) {
    /** Copies the lists. */
    public ArrivalStory {
      steps = List.copyOf(steps);
      arrivals = List.copyOf(arrivals);
      notes = List.copyOf(notes);
      notices = List.copyOf(notices);
    }
  }

  /** Something that happened: what, when, by whom or what. */
  record Happening(String what, Instant at, String by) {}
}
