package org.corridor.ledger.horizon;

/**
 * How the HTTP interface is served.
 *
 * @param host the address to listen on
 * @param port the port; 0 takes a free one
 * @param friendbot whether anybody may have new accounts funded by the root account
 */
public record HorizonSettings(String host, int port, boolean friendbot) {
  /** The address that only this machine can reach. */
  public static final String LOOPBACK = "127.0.0.1";

  /** Serves this machine only. */
  public static HorizonSettings loopback(int port) {
    return new HorizonSettings(LOOPBACK, port, false);
  }

  /** The same with the friendbot. */
  public HorizonSettings withFriendbot() {
    return new HorizonSettings(host, port, true);
  }
}
