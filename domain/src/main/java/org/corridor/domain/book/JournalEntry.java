package org.corridor.domain.book;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.corridor.domain.Invariant;
import org.corridor.domain.money.Money;

/**
 * One balanced journal: its postings sum to zero in every currency. Amounts above zero are debits,
 * below zero credits.
 *
 * @param id unique: the reference and what it books, so that a journal is never booked twice
 * @param reference the payment's UETR or the ledger operation that it books
 * @param at when
 * @param postings at least two
 */
public record JournalEntry(String id, String reference, Instant at, List<Posting> postings) {
  /** Checks the balance: an unbalanced journal is a bug. */
  public JournalEntry {
    postings = List.copyOf(postings);
    Map<Currency, BigDecimal> sums = new HashMap<>();
    for (Posting p : postings) {
      sums.merge(p.amount.currency(), p.amount.amount(), BigDecimal::add);
      Invariant.require(
          p.account.currency().equals(p.amount.currency()), "posting in the account's currency");
    }
    Invariant.require(postings.size() >= 2, "a journal has two sides");
    Invariant.require(
        sums.values().stream().allMatch(s -> s.signum() == 0),
        "a journal balances in each currency");
  }

  /**
   * One line.
   *
   * @param account where
   * @param amount debit above zero, credit below
   */
  public record Posting(BookAccount account, Money amount) {}

  /** The journal that takes this one back. */
  public JournalEntry reversed(String reversalId, Instant when) {
    return new JournalEntry(
        reversalId,
        reference,
        when,
        postings.stream().map(p -> new Posting(p.account, p.amount.negated())).toList());
  }

  /** Moves an amount: debits one account, credits another. */
  public static JournalEntry move(
      String id,
      String reference,
      Instant at,
      BookAccount debit,
      BookAccount credit,
      Money amount) {
    return new JournalEntry(
        id,
        reference,
        at,
        List.of(new Posting(debit, amount), new Posting(credit, amount.negated())));
  }
}
