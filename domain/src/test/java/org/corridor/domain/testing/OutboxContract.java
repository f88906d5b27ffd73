package org.corridor.domain.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.corridor.domain.message.AnswerType;
import org.corridor.domain.message.Channel;
import org.corridor.domain.message.Outbox;
import org.junit.jupiter.api.Test;

/** What every outbox must do. */
public interface OutboxContract {
  /** Empty stores, fresh for each test. */
  Stores stores();

  private static Outbox.Outgoing outgoing(String id, Channel channel, String content) {
    return new Outbox.Outgoing(
        id,
        channel,
        "answers",
        AnswerType.PACS_002,
        Samples.uetr(1).value(),
        "correlation",
        content.getBytes(StandardCharsets.UTF_8));
  }

  private static List<String> ids(Stores s, Channel channel, int max, int secondsAfterNoon) {
    return s.work()
        .in(
            () ->
                s.outbox().take(channel, max, Samples.NOON.plusSeconds(secondsAfterNoon)).stream()
                    .map(Outbox.Outgoing::id)
                    .toList());
  }

  @Test
  default void givesUnsentMessagesOfOneChannelOldestFirst() {
    Stores s = stores();
    s.work()
        .run(
            () ->
                s.outbox()
                    .put(
                        List.of(
                            outgoing("1", Channel.JMS, "a"),
                            outgoing("2", Channel.FILE, "b"),
                            outgoing("3", Channel.JMS, "c"))));
    s.work().run(() -> s.outbox().put(List.of(outgoing("0", Channel.JMS, "d"))));
    assertThat(ids(s, Channel.JMS, 10, 0)).containsExactly("1", "3", "0");
    assertThat(ids(s, Channel.JMS, 2, 0)).containsExactly("1", "3");
    assertThat(ids(s, Channel.REST, 10, 0)).isEmpty();
  }

  @Test
  default void leavesAMessageWhoseIdExistsAsItIs() {
    Stores s = stores();
    s.work().run(() -> s.outbox().put(List.of(outgoing("1", Channel.JMS, "first"))));
    s.work()
        .run(
            () ->
                s.outbox()
                    .put(
                        List.of(
                            outgoing("1", Channel.JMS, "second"),
                            outgoing("2", Channel.JMS, "other"))));
    List<Outbox.Outgoing> taken = s.work().in(() -> s.outbox().take(Channel.JMS, 10, Samples.NOON));
    assertThat(taken).extracting(Outbox.Outgoing::id).containsExactly("1", "2");
    assertThat(taken.getFirst().bytes()).isEqualTo("first".getBytes(StandardCharsets.UTF_8));
    assertThat(taken.getFirst().destination()).isEqualTo("answers");
    assertThat(taken.getFirst().type()).isEqualTo(AnswerType.PACS_002);
    assertThat(taken.getFirst().correlation()).isEqualTo("correlation");
    assertThat(taken.getFirst().uetr()).isEqualTo(Samples.uetr(1).value());
  }

  @Test
  default void neverGivesASentMessageAgainNorTakesItsIdAgain() {
    Stores s = stores();
    s.work().run(() -> s.outbox().put(List.of(outgoing("1", Channel.JMS, "a"))));
    s.work()
        .run(() -> s.outbox().sent(s.outbox().take(Channel.JMS, 10, Samples.NOON), Samples.NOON));
    s.work().run(() -> s.outbox().put(List.of(outgoing("1", Channel.JMS, "again"))));
    assertThat(ids(s, Channel.JMS, 10, 3600)).isEmpty();
  }

  @Test
  default void givesAMessageLaterOnlyWhenItIsDue() {
    Stores s = stores();
    s.work().run(() -> s.outbox().put(List.of(outgoing("1", Channel.JMS, "a"))));
    s.work()
        .run(
            () ->
                s.outbox()
                    .retryLater(
                        s.outbox().take(Channel.JMS, 10, Samples.NOON),
                        Samples.NOON.plusSeconds(30),
                        "broker away"));
    assertThat(ids(s, Channel.JMS, 10, 29)).isEmpty();
    assertThat(ids(s, Channel.JMS, 10, 30)).containsExactly("1");
  }

  @Test
  default void writesNothingWhenTheWorkFails() {
    Stores s = stores();
    try {
      s.work()
          .run(
              () -> {
                s.outbox().put(List.of(outgoing("1", Channel.JMS, "a")));
                throw new IllegalArgumentException("work failed");
              });
    } catch (IllegalArgumentException e) {
      assertThat(e).hasMessage("work failed");
    }
    assertThat(ids(s, Channel.JMS, 10, 0)).isEmpty();
  }
}
