package org.corridor.gateway.operations;

import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import org.corridor.adapters.persistence.AuditTable;
import org.corridor.dashboard.OperationsQueries;
import org.corridor.domain.Retryable;
import org.corridor.domain.payment.query.PaymentQueries;
import org.corridor.routes.inbound.DeadLetters;

/** What an operator sees, gathered; what does not answer leaves its place empty. */
record OperatorsView(
    Parts condition, PaymentQueries payments, DeadLetters letters, AuditTable entries)
    implements OperationsQueries {
  private static final int LETTERS_MAX = 100;
  private static final int ENTRIES_MAX = 50;

  @Override
  public List<PartRow> parts() {
    return condition.all().stream()
        .map(
            part -> {
              Part.Condition now = part.condition();
              return new PartRow(part.name(), now.up(), now.detail(), now.since());
            })
        .toList();
  }

  @Override
  public List<OutboxRow> outbox() {
    return told(
        () ->
            payments.outbox().stream()
                .map(w -> new OutboxRow(w.channel().name(), w.count(), w.failing(), w.oldest()))
                .toList());
  }

  @Override
  public List<DeadQueue> deadLetters() {
    return letters.queues().stream().sorted().map(this::dead).toList();
  }

  @Override
  public List<AuditRow> audit() {
    return told(
        () ->
            entries.newest(ENTRIES_MAX).stream()
                .map(e -> new AuditRow(e.at(), e.who(), e.action(), e.subject(), e.outcome()))
                .toList());
  }

  private DeadQueue dead(String queue) {
    if (!condition.condition(Parts.BROKER).up()) {
      return new DeadQueue(queue, List.of(), "the broker does not answer");
    }
    try {
      return new DeadQueue(
          queue,
          letters.list(queue, LETTERS_MAX).stream()
              .map(l -> new Letter(l.transportId(), l.fault(), Instant.ofEpochMilli(l.since())))
              .toList(),
          null);
    } catch (Retryable e) {
      return new DeadQueue(queue, List.of(), Part.words(e));
    }
  }

  private static <T> List<T> told(Supplier<List<T>> question) {
    try {
      return question.get();
    } catch (Retryable e) {
      return List.of();
    }
  }
}
