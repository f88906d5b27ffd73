package org.corridor.routes;

import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteConfigurationBuilder;
import org.apache.camel.model.OnExceptionDefinition;
import org.apache.camel.model.RouteConfigurationDefinition;
import org.corridor.domain.Retryable;

/**
 * What happens to a failure, written once. What is expected (refused, conflicting) is no failure
 * and never comes here.
 *
 * <pre>
 *              a fault that may pass ({@link Retryable})      anything else is a bug
 * {@link #QUEUE}   tried again, then rolled back: the broker      dead letter queue, alarm
 *              redelivers for as long as it takes, and an
 *              alarm is raised when it takes long
 * {@link #FILE}    tried again, then left for the next poll       moved to failed/, alarm
 * {@link #TURN}    tried again, then left for the next poll       the same, and an alarm
 * </pre>
 */
public final class FailurePolicy extends RouteConfigurationBuilder {
  /** Of routes that consume a queue in a local transaction. */
  public static final String QUEUE = "failure-queue";

  /** Of routes that consume files. */
  public static final String FILE = "failure-file";

  /** Of routes that turn a stage. */
  public static final String TURN = "failure-turn";

  /** Takes the original JMS message of a failed exchange to the dead letters. */
  public static final String DEAD_LETTER = "direct:dead-letter";

  /** Takes the original file of a failed exchange to the failed ones. */
  public static final String FAILED_FILE = "direct:failed-file";

  /** Takes the fault of a turn to the operator. */
  public static final String FAILED_TURN = "direct:failed-turn";

  private static final double BACK_OFF = 2.0;
  private static final double JITTER = 0.3;

  private final RoutesSettings.Retry retry;
  private final DeadLetterAlarm alarm;

  /** Bounds the redeliveries by settings. */
  public FailurePolicy(RoutesSettings.Retry retry, DeadLetterAlarm alarm) {
    this.retry = retry;
    this.alarm = alarm;
  }

  @Override
  public void configuration() {
    RouteConfigurationDefinition queue = routeConfiguration(QUEUE);
    // Never a dead letter: a database that is away for a night must not cost a message.
    patiently(queue.onException(Retryable.class).onWhen(this::takesLong))
        .handled(false)
        .process(this::alarm);
    patiently(queue.onException(Retryable.class)).handled(false);
    queue.onException(Throwable.class).handled(true).useOriginalMessage().to(DEAD_LETTER);

    RouteConfigurationDefinition file = routeConfiguration(FILE);
    patiently(file.onException(Retryable.class)).handled(false);
    file.onException(Throwable.class).handled(true).to(FAILED_FILE);

    // A bug in a turn meets the same work again at the next poll: it waits as faults do, so that
    // the alarm rings a few times a minute and not at each poll.
    RouteConfigurationDefinition turn = routeConfiguration(TURN);
    patiently(turn.onException(Throwable.class)).handled(true).to(FAILED_TURN);
  }

  private OnExceptionDefinition patiently(OnExceptionDefinition clause) {
    return clause
        .maximumRedeliveries(retry.tries())
        .redeliveryDelay(retry.delay().toMillis())
        .backOffMultiplier(BACK_OFF)
        .maximumRedeliveryDelay(retry.delayMax().toMillis())
        .collisionAvoidanceFactor(JITTER)
        .logRetryAttempted(false)
        .logExhausted(false)
        .logStackTrace(false);
  }

  private boolean takesLong(Exchange exchange) {
    return exchange.getProperty(TransportHeaders.DELIVERIES, 1, Integer.class) % retry.deliveries()
        == 0;
  }

  private void alarm(Exchange exchange) {
    alarm.raise(exchange.getFromRouteId(), "retryable");
  }
}
