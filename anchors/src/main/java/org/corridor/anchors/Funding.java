package org.corridor.anchors;

import java.net.URI;

/** Where the native asset for new accounts comes from. */
public sealed interface Funding {
  /** The root account of a network of one's own, whose seed is the passphrase's SHA-256. */
  record Root() implements Funding {}

  /**
   * An account that has enough.
   *
   * @param secret its seed in text form
   */
  record Account(String secret) implements Funding {
    /** Without the secret. */
    @Override
    public String toString() {
      return "Account[]";
    }
  }

  /**
   * A test network's friendbot, which is asked to fund an account of the anchors; all others are
   * created from that one.
   *
   * @param url without its query
   */
  record Friendbot(URI url) implements Funding {}
}
