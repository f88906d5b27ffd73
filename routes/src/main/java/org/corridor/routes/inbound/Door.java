package org.corridor.routes.inbound;

import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.corridor.domain.message.AnswerType;
import org.corridor.domain.message.MessageWriter;
import org.corridor.domain.message.StatusReport;
import org.corridor.domain.payment.IntakeOutcome;
import org.corridor.routes.MessageIntake;
import org.corridor.routes.Wakeups;

/** Takes arrivals in, whatever edge they come by. */
final class Door {
  private final MessageIntake intake;
  private final MessageWriter writer;
  private final Wakeups wakeups;
  private final InstantSource clock;

  Door(MessageIntake intake, MessageWriter writer, Wakeups wakeups, InstantSource clock) {
    this.intake = intake;
    this.writer = writer;
    this.wakeups = wakeups;
    this.clock = clock;
  }

  /**
   * Takes one in. When it returns, what it says is durable.
   *
   * @throws org.corridor.domain.Retryable when it could not be kept
   */
  Reception receive(Arrival arrival) {
    return switch (arrival) {
      case Arrival.Barred(String transportId, String replyTo, var fault) ->
          refused(
              transportId,
              replyTo,
              new StatusReport(
                  reportId(transportId), clock.instant(), null, null, List.of(fault), List.of()));
      case Arrival.Whole(var raw) -> {
        String replyTo = raw.replyTo() == null ? "" : raw.replyTo();
        yield told(raw.transportId(), replyTo, intake.accept(raw));
      }
    };
  }

  /**
   * A refusal that was given before is given again: when the session rolls back, the broker has
   * dropped the first one with it, and brings the message again.
   */
  private Reception told(String transportId, String replyTo, IntakeOutcome outcome) {
    return switch (outcome) {
      case IntakeOutcome.Accepted accepted -> {
        wakeups.arrived();
        yield new Reception.Pending(
            transportId, replyTo, accepted.messageKey(), accepted.redelivery());
      }
      case IntakeOutcome.Repeated repeated ->
          repeated
              .answer()
              .map(report -> answered(transportId, replyTo, false, report))
              .orElseGet(
                  () -> new Reception.Pending(transportId, replyTo, repeated.messageKey(), true));
      case IntakeOutcome.Conflict conflict -> refused(transportId, replyTo, conflict.report());
      case IntakeOutcome.Refused refused -> refused(transportId, replyTo, refused.report());
    };
  }

  private Reception refused(String transportId, String replyTo, StatusReport report) {
    return answered(transportId, replyTo, true, report);
  }

  private Reception answered(
      String transportId, String replyTo, boolean refused, StatusReport report) {
    AnswerType form = MessageWriter.answerTo(report.originalType());
    return new Reception.Final(
        transportId, replyTo, refused, form, writer.statusReport(report, form));
  }

  /** The same for the same delivery, so that an answer told again is the same answer. */
  private static String reportId(String transportId) {
    return UUID.nameUUIDFromBytes(transportId.getBytes(StandardCharsets.UTF_8))
        .toString()
        .replace("-", "");
  }
}
