package org.corridor.domain.payment;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.corridor.domain.Fingerprint;
import org.corridor.domain.UnitOfWork;
import org.corridor.domain.message.AnswerType;
import org.corridor.domain.message.MessageStore;
import org.corridor.domain.message.MessageStore.Complete;
import org.corridor.domain.message.MessageStore.Waiting;
import org.corridor.domain.message.MessageWriter;
import org.corridor.domain.message.Outbox;
import org.corridor.domain.message.Outbox.Outgoing;
import org.corridor.domain.message.StatusReport;
import org.jspecify.annotations.Nullable;

/**
 * Gives each message whose payments are all final its one final answer, and the same to whoever
 * sent it again in the meantime.
 */
public final class AnswerStage implements Stage {
  private static final String NAME = "answer";
  private static final int REPORT_ID_LENGTH = 32;

  private final UnitOfWork work;
  private final MessageStore messages;
  private final Outbox outbox;
  private final MessageWriter writer;
  private final Destinations destinations;
  private final InstantSource clock;
  private final StageListener listener;

  /** Answers by an outbox. */
  public AnswerStage(
      UnitOfWork work,
      MessageStore messages,
      Outbox outbox,
      MessageWriter writer,
      Destinations destinations,
      InstantSource clock,
      StageListener listener) {
    this.work = work;
    this.messages = messages;
    this.outbox = outbox;
    this.writer = writer;
    this.destinations = destinations;
    this.clock = clock;
    this.listener = listener;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public int runOnce() {
    long start = System.nanoTime();
    Instant now = clock.instant();
    int answered = work.in(() -> answer(now));
    if (answered > 0) {
      listener.moved(NAME, answered, System.nanoTime() - start, Duration.ZERO);
    }
    return answered;
  }

  private int answer(Instant now) {
    List<Complete> complete = messages.takeComplete(PaymentStore.BATCH_MAX);
    List<Outgoing> outgoing = new ArrayList<>();
    Map<String, StatusReport> reports = new LinkedHashMap<>();
    for (Complete message : complete) {
      StatusReport report =
          new StatusReport(
              "A" + Fingerprint.of(message.key(), REPORT_ID_LENGTH),
              now,
              message.type(),
              message.messageId(),
              List.of(),
              message.lines());
      AnswerType form = MessageWriter.answerTo(message.type());
      destinations
          .answer(message.channel(), form, message.replyTo())
          .ifPresent(place -> outgoing.add(outgoing(message, report, form, place)));
      reports.put(message.key(), report);
    }
    messages.answered(reports);
    List<Waiting> waiting = messages.takeWaiting(PaymentStore.BATCH_MAX);
    waiting.forEach(w -> again(w).ifPresent(outgoing::add));
    if (!outgoing.isEmpty()) {
      outbox.put(outgoing);
    }
    return complete.size() + waiting.size();
  }

  /** The original's answer to a repetition that came before there was one. */
  private Optional<Outgoing> again(Waiting repetition) {
    StatusReport report = repetition.report();
    AnswerType form = MessageWriter.answerTo(report.originalType());
    return destinations
        .answer(repetition.channel(), form, repetition.replyTo())
        .map(
            place ->
                new Outgoing(
                    "answer/" + repetition.key() + "/" + repetition.transportId(),
                    place.channel(),
                    place.name(),
                    form,
                    uetr(report.transactions()),
                    repetition.transportId(),
                    writer.statusReport(report, form)));
  }

  private static @Nullable String uetr(List<StatusReport.Line> lines) {
    return lines.size() == 1 ? lines.getFirst().uetr() : null;
  }

  private Outgoing outgoing(
      Complete message, StatusReport report, AnswerType form, Destinations.Destination place) {
    return new Outgoing(
        "answer/" + message.key(),
        place.channel(),
        place.name(),
        form,
        uetr(message.lines()),
        message.transportId(),
        writer.statusReport(report, form));
  }
}
