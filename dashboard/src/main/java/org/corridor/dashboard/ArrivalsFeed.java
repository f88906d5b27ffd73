package org.corridor.dashboard;

import java.util.List;
import org.corridor.dashboard.ArrivalQueries.ArrivalRow;

/**
 * Arrivals: they have no events, so the newest page is looked at, and its place is a mark of what
 * it holds. The browser replaces the rows that it has.
 */
final class ArrivalsFeed implements Feed {
  /** Rows that are looked at. */
  static final int ROWS_MAX = 50;

  private final ArrivalQueries queries;
  private final RowsTemplate template;

  ArrivalsFeed(ArrivalQueries queries, RowsTemplate template) {
    this.queries = queries;
    this.template = template;
  }

  @Override
  public String last() {
    return mark(rows());
  }

  @Override
  public Look after(String cursor) {
    List<ArrivalRow> rows = rows();
    String mark = mark(rows);
    return new Rendered(mark, mark.equals(cursor) ? List.of() : rows);
  }

  private List<ArrivalRow> rows() {
    return queries.arrivals(null, ROWS_MAX).items();
  }

  /** A mark of what the newest page holds. */
  static String mark(List<ArrivalRow> rows) {
    return Integer.toHexString(rows.hashCode());
  }

  private final class Rendered implements Look {
    private final String cursor;
    private final List<ArrivalRow> rows;

    Rendered(String cursor, List<ArrivalRow> rows) {
      this.cursor = cursor;
      this.rows = rows;
    }

    @Override
    public String cursor() {
      return cursor;
    }

    @Override
    public boolean isBehind() {
      return false;
    }

    @Override
    public boolean isEmpty() {
      return rows.isEmpty();
    }

    @Override
    public String html(boolean personal) {
      return template.arrivals(rows, personal);
    }
  }
}
