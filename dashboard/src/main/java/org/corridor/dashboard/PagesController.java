package org.corridor.dashboard;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Optional;
import org.corridor.dashboard.DashboardQueries.Slice;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

/** The pages. Nothing here writes; the forms post to the gateway's commands. */
@Controller
final class PagesController {
  static final int PAGE_SIZE = 50;

  private static final String PERSONAL = "personal";
  private static final List<String> STATES =
      List.of(
          "Received",
          "Resolved",
          "Held",
          "Cleared",
          "Agreed",
          "AwaitingApproval",
          "Quoted",
          "Signed",
          "Submitted",
          "Settled",
          "Rejected");

  private final DashboardQueries queries;
  private final DashboardEvents events;
  private final CaseNotes cases;
  private final ArrivalQueries arrivals;

  PagesController(
      DashboardQueries queries, DashboardEvents events, CaseNotes cases, ArrivalQueries arrivals) {
    this.queries = queries;
    this.events = events;
    this.cases = cases;
    this.arrivals = arrivals;
  }

  @GetMapping("/")
  String payments(
      @RequestParam(required = false) @Nullable String state,
      @RequestParam(required = false) @Nullable String after,
      @RequestParam(defaultValue = "" + PAGE_SIZE) int size,
      @ModelAttribute("viewer") Viewer viewer,
      Model model) {
    String filter = state == null || state.isEmpty() ? null : state;
    if (filter != null && !STATES.contains(filter)) {
      throw new ResponseStatusException(HttpStatus.BAD_REQUEST, "no such state");
    }
    // Asked before the rows, so that no change between the two is missed: told twice is harmless.
    String cursor = events.last();
    Slice<DashboardQueries.PaymentRow> slice =
        queries.payments(filter, Asked.cursor(after), Asked.size(size));
    model.addAttribute("rows", slice.items().stream().map(r -> RowView.of(r, viewer)).toList());
    model.addAttribute("next", slice.next());
    model.addAttribute("size", size);
    model.addAttribute("filter", filter == null ? "" : filter);
    model.addAttribute("states", STATES);
    model.addAttribute("counts", queries.states());
    model.addAttribute(
        "live", after == null ? "/payments/stream?after=" + Asked.encoded(cursor) : "");
    return "dashboard/payments";
  }

  @GetMapping("/payments/{uetr}")
  String payment(@PathVariable String uetr, @ModelAttribute("viewer") Viewer viewer, Model model) {
    Optional<DashboardQueries.PaymentStory> outgoing = queries.payment(Asked.uetr(uetr));
    if (outgoing.isEmpty() && arrivals.arrival(uetr).isPresent()) {
      return "redirect:/incoming/" + uetr;
    }
    DashboardQueries.PaymentStory story = outgoing.orElseThrow(Asked::notFound);
    model.addAttribute("steps", story.steps().stream().map(StepView::of).toList());
    model.addAttribute("row", RowView.of(story.payment(), viewer));
    model.addAttribute("story", story);
    model.addAttribute(PERSONAL, viewer.seesPersonalData());
    return "dashboard/payment";
  }

  /** The message as it came: the whole page, or for htmx its content only. */
  @GetMapping("/payments/{uetr}/message")
  String message(
      @PathVariable String uetr,
      @ModelAttribute("viewer") Viewer viewer,
      HttpServletRequest request,
      Model model) {
    if (!viewer.seesPersonalData()) {
      throw new ResponseStatusException(HttpStatus.FORBIDDEN, "only officers see messages");
    }
    DashboardQueries.MessageBytes message =
        queries.message(Asked.uetr(uetr)).orElseThrow(Asked::notFound);
    model.addAttribute("uetr", uetr);
    model.addAttribute("type", message.type() == null ? "unknown" : message.type());
    model.addAttribute("text", Pretty.layOut(message.text()));
    return "true".equals(request.getHeader("HX-Request"))
        ? "dashboard/message :: content"
        : "dashboard/message";
  }

  @GetMapping("/positions")
  String positions(@ModelAttribute("viewer") Viewer viewer, Model model) {
    List<DashboardQueries.Position> all = queries.positions();
    model.addAttribute("nostro", all.stream().filter(p -> p.kind().equals("NOSTRO")).toList());
    model.addAttribute("others", all.stream().filter(p -> !p.kind().equals("NOSTRO")).toList());
    return "dashboard/positions";
  }

  @GetMapping("/suspense")
  String suspense(
      @RequestParam(required = false) @Nullable String after,
      @ModelAttribute("viewer") Viewer viewer,
      Model model) {
    model.addAttribute("slice", queries.suspense(Asked.cursor(after), PAGE_SIZE));
    return "dashboard/suspense";
  }

  @GetMapping("/held")
  String held(
      @RequestParam(required = false) @Nullable String after,
      @ModelAttribute("viewer") Viewer viewer,
      Model model) {
    Slice<DashboardQueries.HeldRow> slice = queries.held(Asked.cursor(after), PAGE_SIZE);
    model.addAttribute(
        "items",
        slice.items().stream().map(h -> new Held(RowView.of(h.payment(), viewer), h)).toList());
    model.addAttribute("next", slice.next());
    model.addAttribute("incoming", after == null ? cases.waiting() : List.of());
    model.addAttribute(PERSONAL, viewer.seesPersonalData());
    return "dashboard/held";
  }

  @GetMapping("/approvals")
  String approvals(
      @RequestParam(required = false) @Nullable String after,
      @ModelAttribute("viewer") Viewer viewer,
      Model model) {
    Slice<DashboardQueries.ApprovalRow> slice = queries.approvals(Asked.cursor(after), PAGE_SIZE);
    model.addAttribute(
        "items",
        slice.items().stream().map(a -> new Approval(RowView.of(a.payment(), viewer), a)).toList());
    model.addAttribute("next", slice.next());
    return "dashboard/approvals";
  }

  /** A step in words. */
  public record StepView(String state, String words, String at, String by) {
    static StepView of(DashboardQueries.Step step) {
      return new StepView(
          step.state(),
          Words.state(step.state()),
          step.at().toString(),
          step.state().equals("Received") ? "sender " + step.by() : Words.by(step.by()));
    }
  }

  /** A held payment, its row as the viewer sees it. */
  record Held(RowView row, DashboardQueries.HeldRow held) {}

  /** A payment to approve, its row as the viewer sees it. */
  record Approval(RowView row, DashboardQueries.ApprovalRow approval) {}
}
