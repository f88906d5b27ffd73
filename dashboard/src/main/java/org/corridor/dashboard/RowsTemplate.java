package org.corridor.dashboard;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.corridor.dashboard.ArrivalQueries.ArrivalRow;
import org.corridor.dashboard.DashboardQueries.PaymentRow;
import org.thymeleaf.ITemplateEngine;
import org.thymeleaf.context.Context;

/** Writes rows as the pages do, outside of a request: by the same templates. */
final class RowsTemplate {
  private static final Viewer OFFICER = new Viewer("stream", Set.of(Viewer.OFFICER));
  private static final Viewer ANYBODY = new Viewer("stream", Set.of());

  private final ITemplateEngine engine;

  RowsTemplate(ITemplateEngine engine) {
    this.engine = engine;
  }

  String payments(List<PaymentRow> rows, boolean personal) {
    Viewer viewer = viewer(personal);
    return render("dashboard/rows", rows.stream().map(row -> RowView.of(row, viewer)).toList());
  }

  String arrivals(List<ArrivalRow> rows, boolean personal) {
    Viewer viewer = viewer(personal);
    return render(
        "dashboard/arrivals", rows.stream().map(row -> ArrivalView.of(row, viewer)).toList());
  }

  private static Viewer viewer(boolean personal) {
    return personal ? OFFICER : ANYBODY;
  }

  private String render(String template, List<?> rows) {
    return engine.process(template, Set.of("rows"), new Context(Locale.ROOT, Map.of("rows", rows)));
  }
}
