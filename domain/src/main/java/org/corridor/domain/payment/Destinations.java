package org.corridor.domain.payment;

import java.util.Map;
import java.util.Optional;
import org.corridor.domain.message.AnswerType;
import org.corridor.domain.message.Channel;
import org.jspecify.annotations.Nullable;

/**
 * Where messages go: what the channel said when it brought the original, else what is configured.
 *
 * @param answers per channel and form, where answers go that nobody told a place for; nothing for a
 *     channel whose senders ask for their answers
 * @param notices where credit notifications go
 */
public record Destinations(Map<Channel, Map<AnswerType, String>> answers, Destination notices) {
  /** Copies the maps. */
  public Destinations {
    answers = Map.copyOf(answers);
  }

  /**
   * A place.
   *
   * @param channel how it leaves
   * @param name queue, folder or webhook
   */
  public record Destination(Channel channel, String name) {}

  /** Where an answer goes; empty when its sender asks for it. */
  Optional<Destination> answer(Channel channel, AnswerType form, @Nullable String replyTo) {
    if (replyTo != null) {
      return Optional.of(new Destination(channel, replyTo));
    }
    return Optional.ofNullable(answers.getOrDefault(channel, Map.of()).get(form))
        .map(name -> new Destination(channel, name));
  }
}
