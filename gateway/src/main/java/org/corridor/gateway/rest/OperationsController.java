package org.corridor.gateway.rest;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.corridor.domain.money.Money;
import org.corridor.domain.payment.Reconciliation;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What operators ask for. */
@RestController
@RequestMapping("/v1/operations")
@Tag(name = "Operations")
final class OperationsController {
  private final Reconciliation reconciliation;

  OperationsController(Reconciliation reconciliation) {
    this.reconciliation = reconciliation;
  }

  /** One asset, three ways. */
  record LineView(String asset, String books, String stored, String ledger, boolean agrees) {}

  /** The comparison. */
  record ReportView(boolean agrees, List<String> trialBalance, List<LineView> lines) {}

  @GetMapping("/reconciliation")
  @Operation(
      summary = "Compare books, database and ledger now",
      description = "Exact while nothing is under way; else the ledger is ahead of the database.")
  ReportView reconciliation() {
    Reconciliation.Report report = reconciliation.report();
    return new ReportView(
        report.isBalanced(),
        report.trialBalance().stream().map(Money::toString).toList(),
        report.lines().stream()
            .map(
                line ->
                    new LineView(
                        line.asset().code(),
                        line.books().toString(),
                        line.stored().toPlainString(),
                        line.ledger().toString(),
                        line.isBalanced()))
            .toList());
  }
}
