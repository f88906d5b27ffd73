package org.corridor.dashboard;

import org.corridor.dashboard.ArrivalQueries.ArrivalRow;
import org.corridor.dashboard.ArrivalQueries.ArrivalStory;
import org.corridor.dashboard.DashboardQueries.Slice;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** Money that comes to us. */
@Controller
final class ArrivalsController {
  private final ArrivalQueries arrivals;

  ArrivalsController(ArrivalQueries arrivals) {
    this.arrivals = arrivals;
  }

  @GetMapping("/incoming")
  String incoming(
      @RequestParam(required = false) @Nullable String after,
      @ModelAttribute("viewer") Viewer viewer,
      Model model) {
    Slice<ArrivalRow> slice = arrivals.arrivals(Asked.cursor(after), ArrivalsFeed.ROWS_MAX);
    model.addAttribute("rows", slice.items().stream().map(r -> ArrivalView.of(r, viewer)).toList());
    model.addAttribute("next", slice.next());
    model.addAttribute(
        "live", after == null ? "/incoming/stream?after=" + ArrivalsFeed.mark(slice.items()) : "");
    return "dashboard/incoming";
  }

  @GetMapping("/incoming/{uetr}")
  String arrival(@PathVariable String uetr, @ModelAttribute("viewer") Viewer viewer, Model model) {
    ArrivalStory story = arrivals.arrival(Asked.uetr(uetr)).orElseThrow(Asked::notFound);
    model.addAttribute("story", story);
    model.addAttribute("debtor", RowView.name(story.debtor(), viewer));
    model.addAttribute(
        "rows", story.arrivals().stream().map(r -> ArrivalView.of(r, viewer)).toList());
    model.addAttribute("personal", viewer.seesPersonalData());
    return "dashboard/arrival";
  }
}
