package org.corridor.gateway.config;

import java.util.List;
import java.util.Optional;
import org.corridor.adapters.persistence.CaseTable;
import org.corridor.compliance.cases.Case;
import org.corridor.compliance.cases.Cases;
import org.corridor.domain.payment.Uetr;

/** The officers' cases in their tables. */
final class StoredCases implements Cases {
  private final CaseTable table;

  StoredCases(CaseTable table) {
    this.table = table;
  }

  @Override
  public Case open(Case fresh) {
    return of(table.open(row(fresh)));
  }

  @Override
  public Optional<Case> find(Uetr uetr, Case.Direction direction) {
    return table.find(uetr.value(), direction.name()).map(StoredCases::of);
  }

  @Override
  public boolean update(Case changed) {
    return table.update(row(changed));
  }

  @Override
  public List<Case> openCases(Optional<Case> after, int max) {
    return table.openCases(after.map(StoredCases::row).orElse(null), max).stream()
        .map(StoredCases::of)
        .toList();
  }

  private static CaseTable.CaseRow row(Case c) {
    return new CaseTable.CaseRow(
        c.uetr().value(),
        c.direction().name(),
        c.openedAt(),
        c.decision(),
        c.claimedBy(),
        c.history().stream()
            .map(
                e ->
                    new CaseTable.EntryRow(
                        e.action().name(), e.officer(), e.at(), e.text(), e.listVersion()))
            .toList(),
        c.isOpen(),
        c.version());
  }

  private static Case of(CaseTable.CaseRow row) {
    return new Case(
        new Uetr(row.uetr()),
        Case.Direction.valueOf(row.direction()),
        row.openedAt(),
        row.decision(),
        row.claimedBy(),
        row.entries().stream()
            .map(
                e ->
                    new Case.Entry(
                        Case.Action.valueOf(e.action()),
                        e.officer(),
                        e.at(),
                        e.text(),
                        e.listVersion()))
            .toList(),
        row.version());
  }
}
