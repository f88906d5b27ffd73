package org.corridor.gateway.operations;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.corridor.domain.message.MessageStore;
import org.corridor.domain.message.RawMessage;
import org.corridor.domain.message.StatusReport;

/** The archive, and a log of what was refused. */
record LoggedMessages(MessageStore inner, PaymentLog log) implements MessageStore {
  @Override
  public boolean keepRefused(RawMessage raw, StatusReport answer) {
    boolean fresh = inner.keepRefused(raw, answer);
    if (fresh) {
      log.refused(raw, answer);
    }
    return fresh;
  }

  @Override
  public List<Complete> takeComplete(int max) {
    return inner.takeComplete(max);
  }

  @Override
  public void answered(String key, StatusReport report) {
    inner.answered(key, report);
  }

  @Override
  public void answered(Map<String, StatusReport> reports) {
    inner.answered(reports);
  }

  @Override
  public Optional<Answered> answer(String key) {
    return inner.answer(key);
  }

  @Override
  public void awaitAnswer(String key, RawMessage repetition) {
    inner.awaitAnswer(key, repetition);
  }

  @Override
  public List<Waiting> takeWaiting(int max) {
    return inner.takeWaiting(max);
  }

  @Override
  public Optional<String> keyOfTransport(String transportId) {
    return inner.keyOfTransport(transportId);
  }
}
