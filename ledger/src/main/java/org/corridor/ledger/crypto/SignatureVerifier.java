package org.corridor.ledger.crypto;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.security.Provider;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.LongAdder;
import org.corridor.ledger.crypto.Ed25519Provider.Engine;
import org.corridor.ledger.state.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * Verifies Ed25519 signatures and remembers the answers, since a transaction is verified when it is
 * queued and again when it is applied. Thread-safe.
 *
 * <p>The provider is the first of these that proves itself on a known signature: Amazon Corretto
 * (native code, several times faster), Bouncy Castle, the JDK.
 */
public final class SignatureVerifier {
  private static final int REMEMBERED_MAX = 50_000;
  private static final int STRIPES = 16;
  private static final int KEY_LENGTH = 32;
  private static final int SIGNATURE_LENGTH = 64;
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private final Provider provider = Ed25519Provider.fastest();

  /** Not by thread, since a server's threads may each live for one request only. */
  private final Queue<Engine> idle = new ConcurrentLinkedQueue<>();

  private final Stripe[] stripes = new Stripe[STRIPES];
  private final LongAdder verified = new LongAdder();
  private final LongAdder cpuNanos = new LongAdder();

  private record Question(Bytes key, Bytes message, Bytes signature) {
    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Question that
          && signature.equals(that.signature)
          && key.equals(that.key)
          && message.equals(that.message);
    }

    @Override
    public int hashCode() {
      // Its bytes are as good as random.
      return signature.hashCode();
    }
  }

  /** A part of the memory with a lock of its own. */
  private static final class Stripe {
    private Map<Question, Boolean> young = new HashMap<>();
    private Map<Question, Boolean> old = new HashMap<>();

    synchronized @Nullable Boolean known(Question question) {
      Boolean known = young.get(question);
      return known == null ? old.get(question) : known;
    }

    synchronized void remember(Question question, boolean valid) {
      // Two generations: what was not asked for a whole generation is forgotten with it.
      if (young.size() >= REMEMBERED_MAX / STRIPES / 2) {
        old = young;
        young = new HashMap<>();
      }
      young.put(question, valid);
    }
  }

  /** Starts with an empty memory. */
  public SignatureVerifier() {
    for (int i = 0; i < STRIPES; i++) {
      stripes[i] = new Stripe();
    }
  }

  /** Returns the name of the provider that is in use. */
  public String providerName() {
    return provider.getName() + " " + provider.getVersionStr();
  }

  /** Returns how many signatures were computed, not remembered. */
  public long verified() {
    return verified.sum();
  }

  /** Returns the processor time that computing them took, in nanoseconds. */
  public long cpuNanos() {
    return cpuNanos.sum();
  }

  /**
   * Returns whether a signature is one of a key over a message.
   *
   * @param key 32 bytes
   * @param signature 64 bytes; other lengths are not valid
   */
  public boolean verify(Bytes key, Bytes message, Bytes signature) {
    if (signature.length() != SIGNATURE_LENGTH || key.length() != KEY_LENGTH) {
      return false;
    }
    Question question = new Question(key, message, signature);
    // A signature's bytes are as good as random, and one key may sign a great deal.
    Stripe stripe = stripes[Math.floorMod(signature.hashCode(), STRIPES)];
    Boolean known = stripe.known(question);
    if (known != null) {
      return known;
    }
    boolean valid = compute(key, message, signature);
    stripe.remember(question, valid);
    return valid;
  }

  /** As {@link #verify} for well-formed input, but neither remembered nor asked of the memory. */
  public boolean compute(Bytes key, Bytes message, Bytes signature) {
    Engine engine = idle.poll();
    if (engine == null) {
      engine = new Engine(provider);
    }
    long before = now();
    boolean valid = engine.verify(key, message, signature);
    cpuNanos.add(now() - before);
    verified.increment();
    idle.offer(engine);
    return valid;
  }

  /** Virtual threads have no processor time of their own; a verification never makes them wait. */
  private static long now() {
    return Thread.currentThread().isVirtual()
        ? System.nanoTime()
        : THREADS.getCurrentThreadCpuTime();
  }
}
