package org.corridor.adapters.settlement;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Channels in memory, for one thread at a time. */
final class MemoryChannels implements Channels {
  private final Map<String, Long> sequences = new TreeMap<>();
  private final Map<String, String> bound = new HashMap<>();

  @Override
  public synchronized List<Channel> lease(int max) {
    List<Channel> free = new ArrayList<>();
    sequences.forEach(
        (address, sequence) -> {
          if (!bound.containsKey(address) && free.size() < max) {
            free.add(new Channel(address, sequence));
          }
        });
    return free;
  }

  @Override
  public synchronized void bind(List<Binding> bindings) {
    bindings.forEach(binding -> bound.put(binding.address(), binding.hash()));
  }

  @Override
  public synchronized void release(List<Release> releases) {
    for (Release release : releases) {
      if (bound.remove(release.address(), release.hash())) {
        Long told = release.sequence();
        long before = sequences.get(release.address());
        sequences.put(release.address(), told != null ? told : before + (release.spent() ? 1 : 0));
      }
    }
  }

  @Override
  public synchronized void register(List<Channel> channels) {
    channels.forEach(channel -> sequences.putIfAbsent(channel.address(), channel.sequence()));
  }

  @Override
  public synchronized Set<String> known() {
    return Set.copyOf(sequences.keySet());
  }

  /** Forgets all channels. */
  synchronized void clear() {
    sequences.clear();
    bound.clear();
  }

  synchronized long sequence(String address) {
    return sequences.get(address);
  }

  /** Spoils a channel's sequence number, as a restored backup would. */
  synchronized void spoil(String address, long sequence) {
    sequences.put(address, sequence);
  }

  synchronized int free() {
    return sequences.size() - bound.size();
  }
}
