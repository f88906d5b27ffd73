package org.corridor.dashboard;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.corridor.dashboard.DashboardEvents.Change;
import org.corridor.dashboard.DashboardQueries.PaymentRow;

/** Payments by their events. Many changes of one payment between two looks are one row. */
final class PaymentsFeed implements Feed {
  /** Most events looked at for one tick. */
  static final int EVENTS_MAX = 500;

  /** Most rows of one tick: more than anybody reads. */
  static final int ROWS_MAX = 50;

  private final DashboardQueries queries;
  private final DashboardEvents events;
  private final RowsTemplate template;

  PaymentsFeed(DashboardQueries queries, DashboardEvents events, RowsTemplate template) {
    this.queries = queries;
    this.events = events;
    this.template = template;
  }

  @Override
  public String last() {
    return events.last();
  }

  @Override
  public Look after(String cursor) {
    List<Change> changes = events.after(cursor, EVENTS_MAX);
    if (changes.isEmpty()) {
      return new Rendered(cursor, List.of(), false);
    }
    if (changes.size() >= EVENTS_MAX) {
      return new Rendered(events.last(), List.of(), true);
    }
    Set<String> newestFirst = new LinkedHashSet<>();
    changes.reversed().forEach(change -> newestFirst.add(change.uetr()));
    List<String> shown = newestFirst.stream().limit(ROWS_MAX).toList();
    return new Rendered(changes.getLast().cursor(), queries.payments(shown), false);
  }

  /** Rendered at most once in full and once masked. */
  private final class Rendered implements Look {
    private final String cursor;
    private final List<PaymentRow> rows;
    private final boolean behind;
    private final Map<Boolean, String> html = new HashMap<>();

    Rendered(String cursor, List<PaymentRow> rows, boolean behind) {
      this.cursor = cursor;
      this.rows = rows;
      this.behind = behind;
    }

    @Override
    public String cursor() {
      return cursor;
    }

    @Override
    public boolean isBehind() {
      return behind;
    }

    @Override
    public boolean isEmpty() {
      return rows.isEmpty();
    }

    @Override
    public String html(boolean personal) {
      return html.computeIfAbsent(personal, p -> template.payments(rows, p));
    }
  }
}
