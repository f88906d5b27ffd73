package org.corridor.dashboard;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.corridor.dashboard.DashboardQueries.PaymentRow;
import org.thymeleaf.ITemplateEngine;
import org.thymeleaf.context.Context;

/** Writes rows as the page does, outside of a request: by the same template. */
final class RowsTemplate {
  private static final Viewer OFFICER = new Viewer("stream", Set.of(Viewer.OFFICER));
  private static final Viewer ANYBODY = new Viewer("stream", Set.of());

  private final ITemplateEngine engine;

  RowsTemplate(ITemplateEngine engine) {
    this.engine = engine;
  }

  String render(List<PaymentRow> rows, boolean personal) {
    Viewer viewer = personal ? OFFICER : ANYBODY;
    List<RowView> views = rows.stream().map(row -> RowView.of(row, viewer)).toList();
    Context context = new Context(Locale.ROOT, Map.of("rows", views));
    return engine.process("dashboard/rows", Set.of("rows"), context);
  }
}
