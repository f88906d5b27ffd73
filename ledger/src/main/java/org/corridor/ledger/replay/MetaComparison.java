package org.corridor.ledger.replay;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.corridor.ledger.replay.Report.Subject;
import org.stellar.sdk.xdr.LedgerEntryChange;
import org.stellar.sdk.xdr.LedgerEntryChangeType;
import org.stellar.sdk.xdr.LedgerEntryChanges;
import org.stellar.sdk.xdr.OperationMeta;
import org.stellar.sdk.xdr.TransactionMeta;
import org.stellar.sdk.xdr.TransactionMetaV2;

/**
 * Compares changes as sets, each an entry as it was with the entry as it became: in which order the
 * recorded network lists the entries depends on a seed of its own.
 */
final class MetaComparison {
  private MetaComparison() {}

  static void compareFees(Report report, String expected, LedgerEntryChanges actual, String where)
      throws IOException {
    report.compare(
        Subject.FEE_CHANGES,
        changes(LedgerEntryChanges.fromXdrBase64(expected)),
        changes(actual),
        where);
  }

  static void compareMetas(Report report, String expected, TransactionMeta actual, String where)
      throws IOException {
    List<Set<String>> wanted = parts(TransactionMeta.fromXdrBase64(expected).getV2());
    List<Set<String>> found = parts(actual.getV2());
    if (wanted.equals(found)) {
      report.same(Subject.METAS);
      return;
    }
    for (int i = 0; i < wanted.size() && i < found.size(); i++) {
      TreeSet<String> missing = new TreeSet<>(wanted.get(i));
      missing.removeAll(found.get(i));
      TreeSet<String> surplus = new TreeSet<>(found.get(i));
      surplus.removeAll(wanted.get(i));
      if (!missing.isEmpty() || !surplus.isEmpty()) {
        report.different(
            Subject.METAS, where + " part " + i + ": missing " + missing + ", surplus " + surplus);
        return;
      }
    }
    report.different(
        Subject.METAS, where + ": " + wanted.size() + " parts expected, got " + found.size());
  }

  private static List<Set<String>> parts(TransactionMetaV2 meta) throws IOException {
    List<Set<String>> parts = new ArrayList<>();
    parts.add(changes(meta.getTxChangesBefore()));
    parts.add(changes(meta.getTxChangesAfter()));
    for (OperationMeta operation : meta.getOperations()) {
      parts.add(changes(operation.getChanges()));
    }
    return parts;
  }

  private static Set<String> changes(LedgerEntryChanges changes) throws IOException {
    TreeSet<String> set = new TreeSet<>();
    String state = "";
    for (LedgerEntryChange change : changes.getLedgerEntryChanges()) {
      String text = Base64.getEncoder().encodeToString(change.toXdrByteArray());
      if (change.getDiscriminant() == LedgerEntryChangeType.LEDGER_ENTRY_STATE) {
        state = text;
      } else {
        set.add(state + " -> " + text);
        state = "";
      }
    }
    return set;
  }
}
