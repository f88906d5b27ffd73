package org.corridor.gateway.process;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.turbo.TurboFilter;
import ch.qos.logback.core.spi.FilterReply;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import org.slf4j.Marker;

/**
 * Keeps messages out of the log: some warnings of the broker print the whole message that they are
 * about, with its properties. In their place the log says only which warning it was.
 */
final class BrokerLog extends TurboFilter {
  /** Duplicates, dead letters, expiries, and consumers that failed: all print the message. */
  private static final Set<String> WITH_MESSAGES =
      Set.of(
          "AMQ222042",
          "AMQ222053",
          "AMQ222059",
          "AMQ222145",
          "AMQ222146",
          "AMQ222148",
          "AMQ222149",
          "AMQ222150",
          "AMQ222151");

  /** No dead letter and no expiry address for what is not inbound: on purpose. */
  private static final Set<String> ON_PURPOSE = Set.of("AMQ222165", "AMQ222166");

  /** Prints every message, whole. */
  private static final String AUDIT = "org.apache.activemq.audit";

  private static final String BROKER = "org.apache.activemq.artemis";
  private static final int CODE_CHARS = 9;
  private static final org.slf4j.Logger LOG = LoggerFactory.getLogger(BrokerLog.class);

  /** Filters the log of this process; once is enough. */
  static synchronized void keepMessagesOut() {
    if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context
        && context.getTurboFilterList().stream().noneMatch(BrokerLog.class::isInstance)) {
      context.addTurboFilter(new BrokerLog());
    }
  }

  @Override
  public FilterReply decide(
      @Nullable Marker marker,
      Logger logger,
      Level level,
      @Nullable String format,
      Object @Nullable [] parameters,
      @Nullable Throwable fault) {
    if (logger.getName().startsWith(AUDIT)) {
      return FilterReply.DENY;
    }
    if (format == null || format.length() < CODE_CHARS || !logger.getName().startsWith(BROKER)) {
      return FilterReply.NEUTRAL;
    }
    String code = format.substring(0, CODE_CHARS);
    if (ON_PURPOSE.contains(code)) {
      return FilterReply.DENY;
    }
    if (!WITH_MESSAGES.contains(code)) {
      return FilterReply.NEUTRAL;
    }
    if (level.isGreaterOrEqual(logger.getEffectiveLevel())) {
      LOG.warn("the broker has a word about a message: {}", code);
    }
    return FilterReply.DENY;
  }
}
