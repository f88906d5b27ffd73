package org.corridor.adapters.persistence;

import java.sql.Array;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.PreparedStatementSetter;

/**
 * Rows turned into one array parameter per column, for {@code unnest(?, ?, …)}: a statement takes a
 * whole batch in one round trip, and its text, so its plan, does not depend on the batch's size.
 */
final class Columns<T> implements PreparedStatementSetter {
  private final Collection<T> rows;
  private final List<Bound> bound = new ArrayList<>();

  private Columns(Collection<T> rows) {
    this.rows = rows;
  }

  static <T> Columns<T> of(Collection<T> rows) {
    return new Columns<>(rows);
  }

  Columns<T> longs(Function<T, @Nullable Number> column) {
    return add("int8", new Long[rows.size()], r -> longOf(column.apply(r)));
  }

  Columns<T> ints(Function<T, Integer> column) {
    return add("int4", new Integer[rows.size()], column::apply);
  }

  /** Texts; the database's have no NUL, so it is replaced. */
  Columns<T> texts(Function<T, @Nullable String> column) {
    return add("text", new String[rows.size()], r -> storable(column.apply(r)));
  }

  Columns<T> uuids(Function<T, @Nullable String> column) {
    return add("uuid", new String[rows.size()], column::apply);
  }

  Columns<T> numbers(Function<T, java.math.@Nullable BigDecimal> column) {
    return add("numeric", new String[rows.size()], r -> text(column.apply(r)));
  }

  /** Times; the database keeps microseconds. */
  Columns<T> times(Function<T, @Nullable Instant> column) {
    return add("timestamptz", new String[rows.size()], r -> text(column.apply(r)));
  }

  Columns<T> bytes(Function<T, byte[]> column) {
    return add("bytea", new byte[rows.size()][], column::apply);
  }

  /** A single parameter between the arrays. */
  Columns<T> one(Object value) {
    bound.add(new Bound(null, value));
    return this;
  }

  /** The parameters of these columns, then those of others. */
  Columns<T> and(Columns<?> others) {
    bound.addAll(others.bound);
    return this;
  }

  @Override
  public void setValues(PreparedStatement statement) throws SQLException {
    int index = 1;
    for (Bound parameter : bound) {
      if (parameter.type == null) {
        statement.setObject(index++, parameter.value);
      } else {
        Array array =
            statement.getConnection().createArrayOf(parameter.type, (Object[]) parameter.value);
        statement.setArray(index++, array);
      }
    }
  }

  private Columns<T> add(String type, Object[] into, Function<T, @Nullable Object> column) {
    int i = 0;
    for (T row : rows) {
      into[i++] = column.apply(row);
    }
    bound.add(new Bound(type, into));
    return this;
  }

  private static @Nullable String storable(@Nullable String text) {
    return text == null || text.indexOf('\0') < 0 ? text : text.replace('\0', '\uFFFD');
  }

  private static @Nullable Long longOf(@Nullable Number number) {
    return number == null ? null : number.longValue();
  }

  private static @Nullable String text(java.math.@Nullable BigDecimal number) {
    return number == null ? null : number.toPlainString();
  }

  private static @Nullable String text(@Nullable Instant time) {
    return time == null ? null : time.toString();
  }

  /** A parameter: an array of a type, or one value when the type is null. */
  private record Bound(@Nullable String type, Object value) {}
}
