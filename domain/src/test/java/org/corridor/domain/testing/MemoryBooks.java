package org.corridor.domain.testing;

import java.util.ArrayList;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.corridor.domain.book.BookAccount;
import org.corridor.domain.book.Books;
import org.corridor.domain.book.JournalEntry;
import org.corridor.domain.money.Money;

record MemoryBooks(Memory memory) implements Books {
  @Override
  public void book(List<JournalEntry> entries) {
    entries.forEach(e -> memory.state().journal.putIfAbsent(e.id(), e));
  }

  @Override
  public Optional<JournalEntry> find(String id) {
    return Optional.ofNullable(memory.state().journal.get(id));
  }

  @Override
  public Map<BookAccount, Money> balances(BookAccount.Kind kind) {
    Map<BookAccount, Money> balances = new LinkedHashMap<>();
    for (JournalEntry entry : memory.state().journal.values()) {
      for (JournalEntry.Posting posting : entry.postings()) {
        if (posting.account().kind() == kind) {
          balances.merge(posting.account(), posting.amount(), Money::plus);
        }
      }
    }
    return balances;
  }

  @Override
  public List<Money> trialBalance() {
    Map<Currency, Money> sums = new LinkedHashMap<>();
    for (JournalEntry entry : memory.state().journal.values()) {
      for (JournalEntry.Posting posting : entry.postings()) {
        sums.merge(posting.amount().currency(), posting.amount(), Money::plus);
      }
    }
    return new ArrayList<>(sums.values());
  }
}
