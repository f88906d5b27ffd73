package org.corridor.domain.book;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.corridor.domain.money.Money;

/** Port: the bank's own books. Used inside a unit of work. */
public interface Books {
  /**
   * Books journals; one whose id exists already is left as it is, so that booking again is
   * harmless.
   */
  void book(List<JournalEntry> entries);

  /** A booked journal; empty when there is none with this id. */
  Optional<JournalEntry> find(String id);

  /** Balances of all accounts of a kind: debits less credits. */
  Map<BookAccount, Money> balances(BookAccount.Kind kind);

  /** Sum of all postings per currency; each must be zero. */
  List<Money> trialBalance();
}
