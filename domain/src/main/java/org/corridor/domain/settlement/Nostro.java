package org.corridor.domain.settlement;

import java.util.Currency;
import java.util.Objects;
import java.util.Optional;
import org.corridor.domain.book.BookAccount;
import org.corridor.domain.money.Asset;

/**
 * Which assets on the ledger are money in our books, and in which account.
 *
 * @param ledger the ledger that knows the assets of the corridor
 */
public record Nostro(SettlementLedger ledger) {
  /** The currency that an asset stands for here; empty for the native and all foreign assets. */
  public Optional<Currency> currency(Asset asset) {
    if (asset.isNative()) {
      return Optional.empty();
    }
    Currency currency;
    try {
      currency = Currency.getInstance(asset.code());
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
    return ledger.asset(currency).filter(asset::equals).map(a -> currency);
  }

  /** Our account with an asset's issuer. */
  public static BookAccount account(Asset asset, Currency currency) {
    String issuer = Objects.requireNonNull(asset.issuer()).value();
    return new BookAccount(BookAccount.Kind.NOSTRO, issuer, currency);
  }
}
