package org.corridor.dashboard;

import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.server.ResponseStatusException;

/** What an operator looks at first. */
@Controller
final class OperationsPage {
  private final OperationsQueries operations;

  OperationsPage(OperationsQueries operations) {
    this.operations = operations;
  }

  @GetMapping("/operations")
  String operations(@ModelAttribute("viewer") Viewer viewer, Model model) {
    if (!viewer.operates()) {
      throw new ResponseStatusException(HttpStatus.FORBIDDEN, "only operators see this page");
    }
    model.addAttribute("parts", operations.parts());
    model.addAttribute("outbox", operations.outbox());
    model.addAttribute("dead", operations.deadLetters());
    model.addAttribute("audit", operations.audit());
    return "dashboard/operations";
  }
}
