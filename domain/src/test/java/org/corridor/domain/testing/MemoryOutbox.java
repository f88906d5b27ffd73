package org.corridor.domain.testing;

import java.time.Instant;
import java.util.List;
import org.corridor.domain.Invariant;
import org.corridor.domain.message.Channel;
import org.corridor.domain.message.Outbox;
import org.corridor.domain.testing.Memory.OutboxRow;

record MemoryOutbox(Memory memory) implements Outbox {
  @Override
  public void put(List<Outgoing> messages) {
    messages.forEach(
        m -> memory.state().outbox.putIfAbsent(m.id(), new OutboxRow(m, Instant.MIN, null)));
  }

  @Override
  public List<Outgoing> take(Channel channel, int max, Instant now) {
    Invariant.require(max <= BATCH_MAX, "batch");
    return memory.state().outbox.values().stream()
        .filter(r -> r.sentAt() == null && !r.notBefore().isAfter(now))
        .map(OutboxRow::message)
        .filter(m -> m.channel() == channel)
        .limit(max)
        .toList();
  }

  @Override
  public void sent(List<Outgoing> messages, Instant at) {
    messages.forEach(m -> memory.state().outbox.put(m.id(), new OutboxRow(m, Instant.MIN, at)));
  }

  @Override
  public void retryLater(List<Outgoing> messages, Instant notBefore, String fault) {
    messages.forEach(m -> memory.state().outbox.put(m.id(), new OutboxRow(m, notBefore, null)));
  }
}
