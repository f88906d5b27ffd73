package org.corridor.ledger.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.NavigableMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.corridor.ledger.verify.RecordedLedger;
import org.corridor.ledger.verify.Verification;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a crash or a power cut leaves of the log, simulated at random places: each start finds all
 * closes that were acknowledged by then, whole, or says that it cannot.
 */
@Timeout(600)
class TornStoreTest {
  private static final int TRIES = Integer.getInteger("torn.tries", 25);

  @TempDir Path folder;

  private Path written;

  /** How long the log was when a close was acknowledged. */
  private final NavigableMap<Integer, Integer> acknowledged = new TreeMap<>();

  private byte[] log = {};
  private String passphrase = "";

  @BeforeEach
  void writeLedger() throws Exception {
    written = folder.resolve("written");
    RecordedLedger.write(
        "02-credit",
        written,
        Integer.MAX_VALUE,
        store -> {
          try {
            passphrase = store.passphrase();
            acknowledged.put((int) Files.size(logOf(written)), store.last());
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
    log = Files.readAllBytes(logOf(written));
    assertThat(acknowledged).hasSizeGreaterThan(10);
  }

  private static Path logOf(Path data) throws IOException {
    try (Stream<Path> files = Files.list(data)) {
      return files.filter(file -> file.toString().endsWith(".log")).findFirst().orElseThrow();
    }
  }

  /** The same folder with another log. */
  private Path with(byte[] tornLog, String name) throws IOException {
    Path copy = Files.createDirectories(folder.resolve(name));
    try (Stream<Path> files = Files.list(written)) {
      for (Path file : files.toList()) {
        Files.copy(file, copy.resolve(file.getFileName()));
      }
    }
    Files.write(logOf(copy), tornLog);
    return copy;
  }

  private void assertRecovers(Path data, int last, String what) {
    try (LedgerStore store = LedgerStore.open(data, passphrase)) {
      assertThat(store.last()).as(what).isEqualTo(last);
    }
    assertThat(Verification.run(data, null))
        .as(what)
        .isInstanceOf(Verification.Outcome.Holds.class);
  }

  @Test
  void findsWhatWasAcknowledgedBeforeTheLogBreaksOff() throws Exception {
    long seed = System.nanoTime();
    SplittableRandom random = new SplittableRandom(seed);
    int first = acknowledged.firstKey();
    for (int i = 0; i < TRIES; i++) {
      int end = first + random.nextInt(log.length - first + 1);
      String what = "seed " + seed + ", broken off at " + end;
      assertRecovers(
          with(Arrays.copyOf(log, end), "cut" + i), acknowledged.floorEntry(end).getValue(), what);
    }
  }

  @Test
  void forgivesATornLastWrite() throws Exception {
    long seed = System.nanoTime();
    SplittableRandom random = new SplittableRandom(seed);
    List<Integer> ends = List.copyOf(acknowledged.keySet());
    for (int i = 0; i < TRIES; i++) {
      int close = 1 + random.nextInt(ends.size() - 1);
      int from = ends.get(close - 1);
      int to = ends.get(close);
      // The write is as long as it was to be, but a part of it never reached the disk.
      byte[] torn = Arrays.copyOf(log, to);
      int hole = from + random.nextInt(to - from);
      int length = 1 + random.nextInt(to - hole);
      for (int at = hole; at < hole + length; at++) {
        torn[at] = random.nextBoolean() ? 0 : (byte) random.nextInt();
      }
      boolean whole = Arrays.equals(torn, Arrays.copyOf(log, to));
      String what = "seed " + seed + ", try " + i + ": torn from " + hole + " on, " + length;
      assertRecovers(with(torn, "torn" + i), acknowledged.get(whole ? to : from), what);
    }
  }

  @Test
  void refusesToForgetWhatWasAcknowledged() throws Exception {
    long seed = System.nanoTime();
    SplittableRandom random = new SplittableRandom(seed);
    List<Integer> ends = List.copyOf(acknowledged.keySet());
    for (int i = 0; i < TRIES; i++) {
      // At least two closes follow the damaged one.
      int from = ends.getFirst();
      int to = ends.get(ends.size() - 4);
      byte[] damaged = log.clone();
      int at = from + random.nextInt(to - from);
      damaged[at] ^= (byte) (1 << random.nextInt(Byte.SIZE));
      Path data = with(damaged, "damaged" + i);
      String what = "seed " + seed + ", byte " + at;
      assertThatThrownBy(() -> LedgerStore.open(data, passphrase).close())
          .as(what)
          .isInstanceOf(StoreException.class);
      assertThat(Verification.run(data, null))
          .as(what)
          .isInstanceOf(Verification.Outcome.Broken.class);
    }
  }
}
