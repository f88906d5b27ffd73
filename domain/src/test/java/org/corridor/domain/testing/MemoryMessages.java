package org.corridor.domain.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.corridor.domain.message.Decoded;
import org.corridor.domain.message.InboundMessage;
import org.corridor.domain.message.MessageStore;
import org.corridor.domain.message.RawMessage;
import org.corridor.domain.message.StatusReport;
import org.corridor.domain.payment.PaymentState;
import org.corridor.domain.testing.Memory.MessageRow;
import org.corridor.domain.testing.Memory.RepetitionRow;

record MemoryMessages(Memory memory) implements MessageStore {
  @Override
  public boolean keepRefused(RawMessage raw, StatusReport answer) {
    return memory.state().refused.putIfAbsent(raw.transportId(), answer) == null;
  }

  @Override
  public List<Complete> takeComplete(int max) {
    return memory.state().messages.values().stream()
        .filter(row -> row.answer() == null && isComplete(row.message()))
        .limit(max)
        .map(row -> complete(row.message()))
        .toList();
  }

  private boolean isComplete(InboundMessage message) {
    return message.content().transactions().stream()
        .allMatch(t -> !(t instanceof Decoded.Transaction.Valid v) || state(v).isFinal());
  }

  private PaymentState state(Decoded.Transaction.Valid valid) {
    return memory.state().payments.get(valid.transfer().uetr()).payment().state();
  }

  private Complete complete(InboundMessage message) {
    List<StatusReport.Line> lines = new ArrayList<>();
    for (Decoded.Transaction transaction : message.content().transactions()) {
      lines.add(
          switch (transaction) {
            case Decoded.Transaction.Valid v -> StatusReport.Line.of(v.transfer(), state(v));
            case Decoded.Transaction.Faulty f -> StatusReport.Line.of(f);
          });
    }
    RawMessage raw = message.raw();
    return new Complete(
        message.key(),
        raw.channel(),
        raw.transportId(),
        raw.replyTo(),
        message.content().type(),
        message.content().messageId(),
        lines);
  }

  @Override
  public void answered(String key, StatusReport report) {
    memory
        .state()
        .messages
        .computeIfPresent(
            key,
            (k, row) -> new MessageRow(row.message(), new Answered(report, report.createdAt())));
  }

  @Override
  public Optional<Answered> answer(String key) {
    return Optional.ofNullable(memory.state().messages.get(key)).map(MessageRow::answer);
  }

  @Override
  public void awaitAnswer(String key, RawMessage repetition) {
    memory
        .state()
        .repetitions
        .putIfAbsent(repetition.transportId(), new RepetitionRow(key, repetition));
  }

  @Override
  public List<Waiting> takeWaiting(int max) {
    List<Waiting> taken = new ArrayList<>();
    for (RepetitionRow row : List.copyOf(memory.state().repetitions.values())) {
      Optional<Answered> answer = answer(row.key());
      if (answer.isPresent() && taken.size() < max) {
        RawMessage raw = row.raw();
        memory.state().repetitions.remove(raw.transportId());
        taken.add(
            new Waiting(
                row.key(), raw.channel(), raw.transportId(), raw.replyTo(), answer.get().report()));
      }
    }
    return taken;
  }

  @Override
  public Optional<String> keyOfTransport(String transportId) {
    return Optional.ofNullable(memory.state().transports.get(transportId));
  }
}
