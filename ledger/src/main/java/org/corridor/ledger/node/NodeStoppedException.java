package org.corridor.ledger.node;

import org.jspecify.annotations.Nullable;

/** The node no longer closes ledgers. Whether a waiting transaction was applied, history tells. */
public final class NodeStoppedException extends RuntimeException {
  NodeStoppedException(@Nullable Throwable cause) {
    super("the node has stopped", cause);
  }
}
