package org.corridor.ledger.bench;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import org.corridor.ledger.crypto.Digests;
import org.corridor.ledger.crypto.SignatureSigner;
import org.corridor.ledger.crypto.SignatureVerifier;
import org.corridor.ledger.state.Bytes;

/** How many signatures these cores verify when they do nothing else: the physical limit. */
final class VerificationRate {
  private static final int SIGNATURES = 4_096;
  private static final long WARMUP_NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final long MEASURED_NANOS = TimeUnit.SECONDS.toNanos(3);

  private final SignatureVerifier verifier = new SignatureVerifier();
  private final List<Signed> signed = new ArrayList<>(SIGNATURES);

  private record Signed(Bytes key, Bytes message, Bytes signature) {}

  VerificationRate() {
    SignatureSigner signer = new SignatureSigner();
    for (int i = 0; i < SIGNATURES; i++) {
      byte[] seed = Digests.sha256(ByteBuffer.allocate(Integer.BYTES).putInt(i).array());
      byte[] message = Digests.sha256(seed);
      signed.add(
          new Signed(
              Bytes.of(Purse.of(seed).id().toArray()),
              Bytes.of(message),
              Bytes.of(signer.sign(seed, message))));
    }
  }

  String provider() {
    return verifier.providerName();
  }

  /** Returns verifications a second on all cores together. */
  double perSecond() {
    run(WARMUP_NANOS);
    return run(MEASURED_NANOS);
  }

  private double run(long nanos) {
    LongAdder done = new LongAdder();
    AtomicInteger wrong = new AtomicInteger();
    long started = System.nanoTime();
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < Runtime.getRuntime().availableProcessors(); i++) {
      int offset = i * SIGNATURES / 2;
      threads.add(
          Thread.ofPlatform()
              .start(
                  () -> {
                    for (int at = offset; System.nanoTime() - started < nanos; at++) {
                      Signed one = signed.get(at % SIGNATURES);
                      if (!verifier.compute(one.key(), one.message(), one.signature())) {
                        wrong.incrementAndGet();
                      }
                      done.increment();
                    }
                  }));
    }
    try {
      for (Thread thread : threads) {
        thread.join();
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException("interrupted while measuring", e);
    }
    if (wrong.get() > 0) {
      throw new IllegalStateException("good signatures were called bad");
    }
    return done.sum() / ((System.nanoTime() - started) / (double) TimeUnit.SECONDS.toNanos(1));
  }
}
