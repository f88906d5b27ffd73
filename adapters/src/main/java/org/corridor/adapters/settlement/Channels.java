package org.corridor.adapters.settlement;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Port: the channel accounts whose sequence numbers our transactions use, and which of them has a
 * transaction under way. All calls run inside the caller's unit of work; what it does not keep, has
 * not happened.
 */
public interface Channels {
  /**
   * Locks up to {@code max} free channels for this unit of work; others do not wait for them and do
   * not see them. The ones that are not bound before it ends are free again.
   */
  List<Channel> lease(int max);

  /** Binds leased channels to the transactions that use them, until they are released. */
  void bind(List<Binding> bindings);

  /**
   * Frees channels. Does nothing for a channel that is bound to another transaction or to none, so
   * that an outcome seen twice spends one sequence number.
   */
  void release(List<Release> releases);

  /** Adds channels; leaves those alone that are known. */
  void register(List<Channel> channels);

  /** The addresses of all channels. */
  Set<String> known();

  /**
   * A channel.
   *
   * @param address its account
   * @param sequence the last sequence number that it spent
   */
  record Channel(String address, long sequence) {}

  /**
   * A channel in use.
   *
   * @param address its account
   * @param hash the transaction's hash, 64 hexadecimal characters
   */
  record Binding(String address, String hash) {}

  /**
   * A channel that is given back.
   *
   * @param address its account
   * @param hash the transaction that it was bound to
   * @param spent whether the transaction spent its sequence number
   * @param sequence the sequence number that the ledger told, when ours had proved wrong; else null
   */
  record Release(String address, String hash, boolean spent, @Nullable Long sequence) {}
}
