package org.corridor.domain.payment;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.corridor.domain.UnitOfWork;
import org.corridor.domain.book.BookAccount;
import org.corridor.domain.book.Books;
import org.corridor.domain.money.Asset;
import org.corridor.domain.money.LedgerAmount;
import org.corridor.domain.money.Money;
import org.corridor.domain.party.LedgerAddress;
import org.corridor.domain.settlement.LedgerTotals;
import org.corridor.domain.settlement.Nostro;
import org.corridor.domain.settlement.SettlementLedger;

/**
 * Compares the books, the store and the ledger. Exact when nothing is under way; while payments
 * are, the ledger is ahead of the store, and asking again when it is quiet tells.
 */
public final class Reconciliation {
  private final UnitOfWork work;
  private final Books books;
  private final LedgerTotals totals;
  private final SettlementLedger ledger;

  /** Compares what these three say. */
  public Reconciliation(
      UnitOfWork work, Books books, LedgerTotals totals, SettlementLedger ledger) {
    this.work = work;
    this.books = books;
    this.totals = totals;
    this.ledger = ledger;
  }

  /**
   * What the comparison says.
   *
   * @param trialBalance the sum of all postings per currency: zero
   * @param lines one per asset that stands for a currency
   */
  public record Report(List<Money> trialBalance, List<Line> lines) {
    /** Copies the lists. */
    public Report {
      trialBalance = List.copyOf(trialBalance);
      lines = List.copyOf(lines);
    }

    /** Whether everything agrees. */
    public boolean isBalanced() {
      return trialBalance.stream().allMatch(Money::isZero)
          && lines.stream().allMatch(Line::isBalanced);
    }
  }

  /**
   * One asset, three ways.
   *
   * @param asset which
   * @param books the balance of its nostro account
   * @param stored what arrived, less what was spent and returned, in units of the asset
   * @param ledger what our account holds on the ledger
   * @param movements how many arrivals, payments and returns there were
   */
  public record Line(
      Asset asset, Money books, BigDecimal stored, LedgerAmount ledger, long movements) {
    /**
     * Whether the store equals the ledger exactly, and the books equal both but for what each
     * movement loses below the currency's smallest unit, which never shows more than there is.
     */
    public boolean isBalanced() {
      BigDecimal dust = stored.subtract(books.amount());
      BigDecimal most = BigDecimal.valueOf(movements, books.currency().getDefaultFractionDigits());
      return stored.compareTo(ledger.toDecimal()) == 0
          && dust.signum() >= 0
          && dust.compareTo(most) <= 0;
    }
  }

  /** Compares now. */
  public Report report() {
    Nostro nostro = new Nostro(ledger);
    return work.in(
        () -> {
          Map<Asset, Line> lines = new LinkedHashMap<>();
          for (LedgerTotals.Total total : totals.totals()) {
            nostro
                .currency(total.asset())
                .ifPresent(currency -> lines.put(total.asset(), line(total, Money.zero(currency))));
          }
          for (var balance : books.balances(BookAccount.Kind.NOSTRO).entrySet()) {
            BookAccount account = balance.getKey();
            Asset asset =
                new Asset(account.currency().getCurrencyCode(), new LedgerAddress(account.owner()));
            Line known = lines.get(asset);
            lines.put(
                asset,
                known == null
                    ? new Line(asset, balance.getValue(), BigDecimal.ZERO, ledger.balance(asset), 0)
                    : new Line(
                        asset, balance.getValue(), known.stored, known.ledger, known.movements));
          }
          return new Report(books.trialBalance(), new ArrayList<>(lines.values()));
        });
  }

  private Line line(LedgerTotals.Total total, Money books) {
    BigDecimal stored =
        total
            .arrived()
            .toDecimal()
            .subtract(total.spent().toDecimal())
            .subtract(total.returned().toDecimal());
    return new Line(total.asset(), books, stored, ledger.balance(total.asset()), total.movements());
  }
}
