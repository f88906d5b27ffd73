package org.corridor.ledger.node;

import java.nio.file.Path;
import java.time.Duration;
import org.corridor.ledger.NetworkParameters;

/**
 * How a node runs.
 *
 * @param network what the network is
 * @param folder where the ledger is kept
 * @param onDemand whether ledgers close only when {@link LedgerNode#closeNow} asks for it, or a
 *     submission waits for its result
 * @param closeAfter how long the first waiting transaction waits for company
 * @param closeInterval the longest time between two closes: an idle ledger's clock goes on by empty
 *     closes, without which no time bound would ever expire
 * @param aheadMax how far close times may run ahead of the clock when ledgers close more than once
 *     a second, since each must be at least a second after the last
 * @param sharedSeconds whether ledgers that close within one second have the same close time,
 *     against the protocol's custom, so that a steady load need not wait for the next second
 * @param queueMax how many transactions may wait; more are told to come again
 * @param queuePerAccountMax how many of one account may wait
 */
public record NodeSettings(
    NetworkParameters network,
    Path folder,
    boolean onDemand,
    Duration closeAfter,
    Duration closeInterval,
    Duration aheadMax,
    boolean sharedSeconds,
    int queueMax,
    int queuePerAccountMax) {

  private static final Duration CLOSE_AFTER = Duration.ofMillis(250);
  private static final Duration CLOSE_INTERVAL = Duration.ofSeconds(1);
  private static final Duration AHEAD_MAX = Duration.ofSeconds(3);
  private static final int QUEUE_MAX = 50_000;
  private static final int QUEUE_PER_ACCOUNT_MAX = 20_000;

  /** The usual settings of a node that closes by the clock. */
  public static NodeSettings of(NetworkParameters network, Path folder) {
    return new NodeSettings(
        network,
        folder,
        false,
        CLOSE_AFTER,
        CLOSE_INTERVAL,
        AHEAD_MAX,
        false,
        QUEUE_MAX,
        QUEUE_PER_ACCOUNT_MAX);
  }

  /** The same, closing only on demand. */
  public NodeSettings closingOnDemand() {
    return new NodeSettings(
        network,
        folder,
        true,
        closeAfter,
        closeInterval,
        aheadMax,
        sharedSeconds,
        queueMax,
        queuePerAccountMax);
  }

  /** The same with another cadence. */
  public NodeSettings closing(Duration after, Duration interval) {
    return new NodeSettings(
        network,
        folder,
        onDemand,
        after,
        interval,
        aheadMax,
        sharedSeconds,
        queueMax,
        queuePerAccountMax);
  }

  /** The same with another limit to how far close times may run ahead of the clock. */
  public NodeSettings ahead(Duration max) {
    return new NodeSettings(
        network,
        folder,
        onDemand,
        closeAfter,
        closeInterval,
        max,
        sharedSeconds,
        queueMax,
        queuePerAccountMax);
  }

  /** The same, with ledgers that may share a second. */
  public NodeSettings sharingSeconds() {
    return new NodeSettings(
        network,
        folder,
        onDemand,
        closeAfter,
        closeInterval,
        aheadMax,
        true,
        queueMax,
        queuePerAccountMax);
  }

  /** The same with another depth of the queue. */
  public NodeSettings queueing(int max, int perAccountMax) {
    return new NodeSettings(
        network,
        folder,
        onDemand,
        closeAfter,
        closeInterval,
        aheadMax,
        sharedSeconds,
        max,
        perAccountMax);
  }
}
