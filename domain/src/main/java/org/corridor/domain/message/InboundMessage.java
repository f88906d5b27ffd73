package org.corridor.domain.message;

import java.util.List;

/**
 * A message that was read and is to be kept with its payments.
 *
 * @param key its identity here: sender and idempotency key, or sender and message identification
 * @param raw the bytes and their transport
 * @param content what the codec made of it
 * @param journal the journals of acceptance of its valid transfers
 */
public record InboundMessage(
    String key,
    RawMessage raw,
    Decoded.Understood content,
    List<org.corridor.domain.book.JournalEntry> journal) {
  /** Copies the list. */
  public InboundMessage {
    journal = List.copyOf(journal);
  }
}
