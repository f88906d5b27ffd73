package org.corridor.ledger.horizon;

import org.corridor.ledger.node.LedgerNode;
import org.corridor.ledger.node.NodeStatistics;

/** The node's counters in Prometheus' text format. */
final class Metrics {
  private static final long NANOS = 1_000_000_000L;

  private Metrics() {}

  static String of(LedgerNode node) {
    NodeStatistics statistics = node.statistics();
    StringBuilder text = new StringBuilder();
    counter(text, "ledger_closes_total", "Ledgers closed", statistics.closes());
    seconds(text, "ledger_apply_seconds_total", "Time spent applying", statistics.applyNanos());
    seconds(text, "ledger_write_seconds_total", "Time spent writing", statistics.writeNanos());
    counter(
        text,
        "ledger_transactions_succeeded_total",
        "Transactions that succeeded",
        statistics.succeeded());
    counter(
        text,
        "ledger_transactions_refused_total",
        "Transactions turned away",
        statistics.turnedAway());
    head(text, "ledger_transactions_failed_total", "Transactions that failed", "counter");
    statistics
        .failed()
        .forEach(
            (code, count) ->
                text.append("ledger_transactions_failed_total{code=\"")
                    .append(code)
                    .append("\"} ")
                    .append(count)
                    .append('\n'));
    head(text, "ledger_queue_transactions", "Transactions that wait", "gauge");
    text.append("ledger_queue_transactions ").append(node.waiting()).append('\n');
    head(text, "ledger_sequence", "The last closed ledger", "gauge");
    text.append("ledger_sequence ").append(node.last()).append('\n');
    return text.toString();
  }

  private static void head(StringBuilder text, String name, String help, String type) {
    text.append("# HELP ").append(name).append(' ').append(help).append('\n');
    text.append("# TYPE ").append(name).append(' ').append(type).append('\n');
  }

  private static void counter(StringBuilder text, String name, String help, long value) {
    head(text, name, help, "counter");
    text.append(name).append(' ').append(value).append('\n');
  }

  private static void seconds(StringBuilder text, String name, String help, long nanos) {
    head(text, name, help, "counter");
    text.append(name).append(' ').append(nanos / NANOS).append('.');
    text.append(String.format("%09d", nanos % NANOS)).append('\n');
  }
}
