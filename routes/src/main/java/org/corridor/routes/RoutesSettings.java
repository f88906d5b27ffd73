package org.corridor.routes;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/**
 * Settings of the edges.
 *
 * @param queues the queues that messages come in by
 * @param replyQueue where answers go when a message names no queue for them
 * @param sender who is taken to have sent a message when the broker does not say it
 * @param validatedUser whether the broker sets JMSXUserID itself (Artemis: {@code
 *     populate-validated-user}); only then is it believed
 * @param consumers sessions per inbound queue; acceptance is committed in groups of up to as many
 * @param poll how often a stage looks for work that nobody woke it for
 * @param rest how long a stage waits after a small batch, so that the next one grows
 * @param retry what is done about faults that may pass
 * @param files the watched folder
 * @param webhooks subscriptions by name
 */
@ConfigurationProperties("corridor.routes")
public record RoutesSettings(
    @DefaultValue Queues queues,
    @DefaultValue("corridor.out.status") String replyQueue,
    @DefaultValue("jms") String sender,
    @DefaultValue("false") boolean validatedUser,
    @DefaultValue("16") int consumers,
    @DefaultValue("1s") Duration poll,
    @DefaultValue("25ms") Duration rest,
    @DefaultValue Retry retry,
    @DefaultValue Files files,
    @DefaultValue Map<String, Webhook> webhooks) {
  /** Most sessions per queue. */
  public static final int CONSUMERS_MAX = 256;

  /** Most webhook subscriptions. */
  public static final int WEBHOOKS_MAX = 1_000;

  private static final Pattern QUEUE = Pattern.compile("[A-Za-z0-9._-]{1,200}");
  private static final Pattern SENDER = Pattern.compile("[A-Za-z0-9._@-]{1,64}");

  /** Refuses settings that cannot work, naming them. */
  public RoutesSettings {
    require(QUEUE.matcher(replyQueue).matches(), "reply-queue must be a queue's name");
    require(!queues.all().contains(replyQueue), "reply-queue must not be an inbound queue");
    require(SENDER.matcher(sender).matches(), "sender must have 1 to 64 of A-Z a-z 0-9 . _ @ -");
    require(
        consumers >= 1 && consumers <= CONSUMERS_MAX, "consumers must be 1 to " + CONSUMERS_MAX);
    require(
        poll.toMillis() >= 10 && poll.toMillis() <= 60_000, "poll must be between 10ms and 60s");
    require(!rest.isNegative() && rest.toMillis() <= 1_000, "rest must be 0 to 1s");
    require(webhooks.size() <= WEBHOOKS_MAX, "webhooks must be at most " + WEBHOOKS_MAX);
    webhooks = Map.copyOf(webhooks);
  }

  /** The settings of somebody who sets nothing. */
  public static RoutesSettings standard() {
    return new Binder(new MapConfigurationPropertySource(Map.of()))
        .bindOrCreate("corridor.routes", RoutesSettings.class);
  }

  /**
   * The inbound queues, one per kind of message.
   *
   * @param pacs008 credit transfers between banks
   * @param pain001 customers' initiations, of both versions
   * @param mt103 SWIFT MT103
   */
  public record Queues(
      @DefaultValue("corridor.in.pacs008") String pacs008,
      @DefaultValue("corridor.in.pain001") String pain001,
      @DefaultValue("corridor.in.mt103") String mt103) {
    /** Refuses names that are none or not distinct. */
    public Queues {
      require(
          QUEUE.matcher(pacs008).matches()
              && QUEUE.matcher(pain001).matches()
              && QUEUE.matcher(mt103).matches(),
          "queues must be names of queues");
      require(
          !pacs008.equals(pain001) && !pacs008.equals(mt103) && !pain001.equals(mt103),
          "queues must be distinct");
    }

    /** All of them. */
    public Set<String> all() {
      return Set.of(pacs008, pain001, mt103);
    }
  }

  /**
   * Redelivery at a bounded pace. One delivery is tried {@code tries} times in place, with a delay
   * that doubles and jitters; then the broker redelivers, for as long as the fault lasts. Let the
   * broker's own max-delivery-attempts be unlimited.
   *
   * @param tries further tries of one delivery
   * @param delay before the first of them
   * @param delayMax the longest delay between two
   * @param deliveries after so many deliveries, and after each as many more, an alarm is raised
   */
  public record Retry(
      @DefaultValue("8") int tries,
      @DefaultValue("100ms") Duration delay,
      @DefaultValue("5s") Duration delayMax,
      @DefaultValue("8") int deliveries) {
    /** Refuses what is unbounded. */
    public Retry {
      require(tries >= 0 && tries <= 100, "retry.tries must be 0 to 100");
      require(deliveries >= 1 && deliveries <= 1_000, "retry.deliveries must be 1 to 1000");
      require(
          delay.toMillis() >= 1 && delayMax.compareTo(delay) >= 0 && delayMax.toMinutes() <= 10,
          "retry.delay must be 1ms to retry.delay-max, and that at most 10m");
    }
  }

  /**
   * The watched folder.
   *
   * @param folder where files are put; none means that no folder is watched
   * @param sender who is taken to have sent the files
   * @param poll how often it is looked at
   * @param settle how long a file must have been left alone before it is read
   */
  public record Files(
      @Nullable Path folder,
      @DefaultValue("folder") String sender,
      @DefaultValue("500ms") Duration poll,
      @DefaultValue("1s") Duration settle) {
    /** Refuses what cannot work. */
    public Files {
      require(SENDER.matcher(sender).matches(), "files.sender must have 1 to 64 characters");
      require(poll.toMillis() >= 10, "files.poll must be at least 10ms");
      require(settle.toMillis() >= 1, "files.settle must be at least 1ms");
    }
  }

  /**
   * A webhook subscription.
   *
   * @param url where deliveries are posted; https, or http to this machine
   * @param secret the key of the signature, at least 16 characters
   */
  public record Webhook(URI url, String secret) {
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    /** Refuses open transport and short keys. */
    public Webhook {
      require(
          "https".equals(url.getScheme())
              || "http".equals(url.getScheme()) && LOOPBACK.contains(url.getHost()),
          "webhooks.url must be https");
      require(secret.length() >= 16, "webhooks.secret must have at least 16 characters");
    }

    /** Without the secret. */
    @Override
    public String toString() {
      return "Webhook[" + url + "]";
    }
  }

  private static void require(boolean condition, String message) {
    if (!condition) {
      throw new IllegalArgumentException("corridor.routes." + message);
    }
  }
}
