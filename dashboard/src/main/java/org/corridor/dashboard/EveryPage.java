package org.corridor.dashboard;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.util.Map;
import java.util.stream.Collectors;
import org.corridor.dashboard.DashboardQueries.StateCount;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;

/** What every page shows: who looks, what waits for people, and what his last form led to. */
@ControllerAdvice(
    assignableTypes = {PagesController.class, ArrivalsController.class, OperationsPage.class})
final class EveryPage {
  /** What the browser may load and run on these pages: their own, nothing inline. */
  static final String POLICY =
      "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none';"
          + " frame-ancestors 'none'; form-action 'self'";

  private final DashboardQueries queries;
  private final ArrivalQueries arrivals;
  private final CaseNotes cases;
  private final Viewers viewers;
  private final DashboardSettings settings;

  EveryPage(
      DashboardQueries queries,
      ArrivalQueries arrivals,
      CaseNotes cases,
      Viewers viewers,
      DashboardSettings settings) {
    this.settings = settings;
    this.queries = queries;
    this.arrivals = arrivals;
    this.cases = cases;
    this.viewers = viewers;
  }

  /**
   * What waits for people.
   *
   * @param held payments that officers must decide, sent and received
   * @param approvals payments that approvers must decide
   * @param suspense arrivals that match nothing
   */
  public record Waiting(long held, long approvals, long suspense) {}

  @ModelAttribute("viewer")
  Viewer viewer(HttpServletRequest request, HttpServletResponse response) {
    response.setHeader("Content-Security-Policy", POLICY);
    // Pages hold personal data and a form's token: no cache keeps them.
    response.setHeader("Cache-Control", "no-store");
    return viewers.of(request);
  }

  @ModelAttribute("institution")
  String institution() {
    return settings.institution();
  }

  @ModelAttribute("waiting")
  Waiting waiting() {
    Map<String, Long> states =
        queries.states().stream().collect(Collectors.toMap(StateCount::state, StateCount::count));
    return new Waiting(
        states.getOrDefault("Held", 0L) + cases.waiting().size(),
        states.getOrDefault("AwaitingApproval", 0L),
        arrivals.inSuspense());
  }

  /** What a form led to that was sent without the script: told once. */
  @ModelAttribute("notice")
  String notice(HttpServletRequest request) {
    HttpSession session = request.getSession(false);
    @Nullable Object notice = session == null ? null : session.getAttribute(FormNotice.ATTRIBUTE);
    if (session == null || notice == null) {
      return "";
    }
    session.removeAttribute(FormNotice.ATTRIBUTE);
    return notice.toString();
  }
}
