package org.corridor.adapters.persistence;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Currency;
import org.corridor.domain.book.BookAccount;
import org.corridor.domain.money.Money;
import org.jspecify.annotations.Nullable;

/** Reads typed values out of rows. */
final class Rows {
  private Rows() {}

  static Instant time(ResultSet rows, String column) throws SQLException {
    return rows.getObject(column, OffsetDateTime.class).toInstant();
  }

  static @Nullable Instant timeOrNull(ResultSet rows, String column) throws SQLException {
    @Nullable OffsetDateTime time = rows.getObject(column, OffsetDateTime.class);
    return time == null ? null : time.toInstant();
  }

  static Money money(ResultSet rows, String amount, String currency) throws SQLException {
    return new Money(rows.getBigDecimal(amount), Currency.getInstance(rows.getString(currency)));
  }

  static BookAccount account(ResultSet rows, Currency currency) throws SQLException {
    return new BookAccount(
        BookAccount.Kind.valueOf(rows.getString("kind")), rows.getString("owner"), currency);
  }
}
