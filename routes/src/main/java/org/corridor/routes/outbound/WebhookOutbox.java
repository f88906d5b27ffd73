package org.corridor.routes.outbound;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.corridor.domain.UnitOfWork;
import org.corridor.domain.message.Channel;
import org.corridor.domain.message.Outbox;
import org.corridor.domain.message.Outbox.Outgoing;
import org.corridor.domain.payment.Stage;
import org.corridor.routes.DeadLetterAlarm;
import org.corridor.routes.RoutesSettings.Webhook;
import org.corridor.routes.TransportHeaders;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Posts the outbox's messages for webhooks, signed. A destination is the name of a subscription.
 * What is not taken (an answer other than 2xx, or none in time) is tried again, ever more slowly;
 * after {@value #TRIES_MAX} tries, counted since the start of this process, it is parked.
 */
final class WebhookOutbox implements Stage {
  static final String NAME = "outbox-webhook";

  /** Most tries of one delivery. */
  static final int TRIES_MAX = 10;

  static final Duration TIMEOUT = Duration.ofSeconds(5);

  private static final int BATCH_MAX = 16;
  private static final int COUNTED_MAX = 10_000;
  private static final Duration DELAY = Duration.ofSeconds(2);

  private static final Logger LOG = LoggerFactory.getLogger(WebhookOutbox.class);

  private final Outbox outbox;
  private final UnitOfWork unit;
  private final Map<String, Webhook> subscriptions;
  private final HttpClient http;
  private final DeadLetterAlarm alarm;
  private final InstantSource clock;
  private final Map<String, Integer> tries = new LinkedHashMap<>();

  WebhookOutbox(
      Outbox outbox,
      UnitOfWork unit,
      Map<String, Webhook> subscriptions,
      HttpClient http,
      DeadLetterAlarm alarm,
      InstantSource clock) {
    this.outbox = outbox;
    this.unit = unit;
    this.subscriptions = subscriptions;
    this.http = http;
    this.alarm = alarm;
    this.clock = clock;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public int runOnce() {
    return unit.in(this::relay);
  }

  private int relay() {
    List<Outgoing> batch = outbox.take(Channel.REST, BATCH_MAX, clock.instant());
    Map<Outgoing, CompletableFuture<Boolean>> posts = new LinkedHashMap<>();
    for (Outgoing outgoing : batch) {
      Webhook webhook = subscriptions.get(outgoing.destination());
      if (webhook == null) {
        park(outgoing, "no-subscription");
      } else {
        posts.put(outgoing, post(webhook, outgoing));
      }
    }
    List<Outgoing> sent = new ArrayList<>();
    posts.forEach(
        (outgoing, taken) -> {
          if (taken.join()) {
            tries.remove(outgoing.id());
            sent.add(outgoing);
          } else {
            notTaken(outgoing);
          }
        });
    if (!sent.isEmpty()) {
      outbox.sent(sent, clock.instant());
    }
    return batch.size();
  }

  private CompletableFuture<Boolean> post(Webhook webhook, Outgoing outgoing) {
    long now = clock.instant().getEpochSecond();
    HttpRequest request =
        HttpRequest.newBuilder(webhook.url())
            .timeout(TIMEOUT)
            .header(TransportHeaders.CONTENT_TYPE, contentType(outgoing))
            .header(TransportHeaders.WEBHOOK_DELIVERY, outgoing.id())
            .header(
                TransportHeaders.WEBHOOK_SIGNATURE,
                WebhookSignature.of(webhook.secret(), now, outgoing.bytes()))
            .POST(HttpRequest.BodyPublishers.ofByteArray(outgoing.bytes()))
            .build();
    return http.sendAsync(request, HttpResponse.BodyHandlers.discarding())
        .handle((response, fault) -> fault == null && response.statusCode() / 100 == 2);
  }

  private void notTaken(Outgoing outgoing) {
    int tried = tries.merge(outgoing.id(), 1, Integer::sum);
    if (tries.size() > COUNTED_MAX) {
      tries.remove(tries.keySet().iterator().next());
    }
    if (tried >= TRIES_MAX) {
      park(outgoing, "not-taken");
      return;
    }
    Instant next = clock.instant().plus(DELAY.multipliedBy(1L << tried));
    outbox.retryLater(List.of(outgoing), next, "webhook not taken");
  }

  private void park(Outgoing outgoing, String fault) {
    tries.remove(outgoing.id());
    outbox.retryLater(List.of(outgoing), Parking.UNTIL, "parked: " + fault);
    LOG.error("webhook delivery {} parked: {}", outgoing.id(), fault);
    alarm.raise(NAME, fault);
  }

  private static String contentType(Outgoing outgoing) {
    return switch (outgoing.type()) {
      case STATUS_JSON -> "application/json";
      case PACS_002, PAIN_002, PAIN_002_03, CAMT_054 -> "application/xml";
    };
  }
}
