package org.corridor.ledger.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.corridor.ledger.state.Bytes;
import org.corridor.ledger.store.HistoryId;
import org.corridor.ledger.store.LedgerStore;
import org.corridor.ledger.store.StateSnapshot;
import org.corridor.ledger.verify.Verification.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksIterator;
import org.stellar.sdk.xdr.LedgerEntry;

/** Changes single bytes of what is stored, and looks whether the ledger at fault is named. */
@Timeout(600)
class VerificationTest {
  private static final String RECORDING = "09-everything";
  private static final int TRIES = Integer.getInteger("tampering.tries", 4);

  @TempDir Path folder;

  /** What is altered: all rows of a kind, within them a part. */
  enum Part {
    HEADER('l'),
    ENVELOPE('t'),
    RESULT('t'),
    META('t'),
    FEE_CHANGES('t'),
    WHOLE_TRANSACTION('t'),
    HASH_INDEX('h'),
    HISTORY_INDEX('x'),
    ENTRY('e');

    private final char kind;

    Part(char kind) {
      this.kind = kind;
    }

    /** Where in a row the part is: from, to. */
    int[] bounds(byte[] row) {
      int index = List.of(ENVELOPE, RESULT, META, FEE_CHANGES).indexOf(this) + 1;
      if (index == 0) {
        return new int[] {0, row.length};
      }
      int at = Long.BYTES;
      for (int i = 0; i < index; i++) {
        at += Integer.BYTES + ByteBuffer.wrap(row).getInt(at);
      }
      int from = at + Integer.BYTES;
      return new int[] {from, from + ByteBuffer.wrap(row).getInt(at)};
    }

    int ledger(byte[] key, byte[] row) throws Exception {
      return switch (this) {
        case ENTRY ->
            LedgerEntry.fromXdrByteArray(row)
                .getLastModifiedLedgerSeq()
                .getUint32()
                .getNumber()
                .intValue();
        case HASH_INDEX -> HistoryId.ledger(ByteBuffer.wrap(row).getLong());
        case HEADER, HISTORY_INDEX -> ByteBuffer.wrap(key).getInt(key.length - Integer.BYTES);
        default -> HistoryId.ledger(ByteBuffer.wrap(key).getLong(1));
      };
    }
  }

  private record Row(byte[] key, byte[] value) {}

  private Map<Character, List<Row>> rows() throws Exception {
    Map<Character, List<Row>> rows = new HashMap<>();
    try (Options options = new Options();
        RocksDB db = RocksDB.openReadOnly(options, folder.toString());
        RocksIterator all = db.newIterator()) {
      for (all.seekToFirst(); all.isValid(); all.next()) {
        rows.computeIfAbsent((char) all.key()[0], kind -> new ArrayList<>())
            .add(new Row(all.key(), all.value()));
      }
    }
    return rows;
  }

  private void put(byte[] key, byte[] value) throws Exception {
    try (Options options = new Options();
        RocksDB db = RocksDB.open(options, folder.toString())) {
      db.put(key, value);
    }
  }

  private void remove(byte[] key) throws Exception {
    try (Options options = new Options();
        RocksDB db = RocksDB.open(options, folder.toString())) {
      db.delete(key);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "01-accounts",
        "05-signers",
        "08-liquidity-pools",
        "10-everything",
        "12-deep-everything",
        "13-deep-claimable-sponsor"
      })
  void findsNothingWrongWhereNothingIs(String recording) throws Exception {
    RecordedLedger.write(recording, folder, 3, store -> {});
    assertThat(Verification.run(folder, null)).isInstanceOf(Outcome.Holds.class);
  }

  @ParameterizedTest
  @EnumSource(Part.class)
  void namesTheLedgerOfAnAlteredByte(Part part) throws Exception {
    RecordedLedger.write(RECORDING, folder);
    List<Row> rows = rows().get(part.kind);
    long seed = System.nanoTime();
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < TRIES; i++) {
      Row row = rows.get(random.nextInt(rows.size()));
      int[] bounds = part.bounds(row.value());
      int at = bounds[0] + random.nextInt(bounds[1] - bounds[0]);
      byte[] altered = row.value().clone();
      altered[at] ^= (byte) (1 << random.nextInt(Byte.SIZE));
      put(row.key(), altered);
      int named = part.ledger(row.key(), row.value());
      assertThat(Verification.run(folder, null))
          .as("seed %d, try %d: byte %d of %s", seed, i, at, part)
          .isInstanceOfSatisfying(
              Outcome.Broken.class, broken -> assertThat(broken.ledger()).isEqualTo(named));
      put(row.key(), row.value());
    }
    assertThat(Verification.run(folder, null)).isInstanceOf(Outcome.Holds.class);
  }

  @ParameterizedTest
  @EnumSource(Part.class)
  void missesNoRowThatIsGoneOrTooMany(Part part) throws Exception {
    RecordedLedger.write(RECORDING, folder);
    long seed = System.nanoTime();
    SplittableRandom random = new SplittableRandom(seed);
    List<Row> rows = rows().get(part.kind);
    Row row = rows.get(random.nextInt(rows.size()));
    remove(row.key());
    assertThat(Verification.run(folder, null))
        .as("seed %d: %s removed", seed, part)
        .isInstanceOf(Outcome.Broken.class);
    put(row.key(), row.value());
    byte[] another = row.key().clone();
    another[1 + random.nextInt(another.length - 1)] ^= (byte) (1 << random.nextInt(7));
    if (rows.stream().noneMatch(one -> Arrays.equals(one.key(), another))) {
      put(another, row.value());
      assertThat(Verification.run(folder, null))
          .as("seed %d: %s added", seed, part)
          .isInstanceOf(Outcome.Broken.class);
      remove(another);
    }
    assertThat(Verification.run(folder, null)).isInstanceOf(Outcome.Holds.class);
  }

  @Test
  void knowsAHeaderThatWasKeptElsewhere() throws Exception {
    RecordedLedger.write("01-accounts", folder);
    byte[] hash;
    try (LedgerStore store = LedgerStore.openReadOnly(folder)) {
      hash = store.ledger(4).orElseThrow().hash();
    }
    assertThat(Verification.run(folder, new Verification.Known(4, Bytes.of(hash))))
        .isInstanceOf(Outcome.Holds.class);
    hash[0] ^= 1;
    assertThat(Verification.run(folder, new Verification.Known(4, Bytes.of(hash))))
        .isEqualTo(new Outcome.Broken(4, "the header is not the one that is known"));
    assertThat(Verification.run(folder, new Verification.Known(40_000, Bytes.of(hash))))
        .isInstanceOf(Outcome.Broken.class);
  }

  @Test
  void saysThatThereIsNoLedger() {
    assertThat(Verification.run(folder.resolve("none"), null))
        .isInstanceOfSatisfying(Outcome.Broken.class, none -> assertThat(none.ledger()).isZero());
  }

  @ParameterizedTest
  @ValueSource(strings = {"08-liquidity-pools", "09-everything", "13-deep-claimable-sponsor"})
  void worksOutEarlierStatesFromTheChangesSince(String recording) throws Exception {
    List<StateSnapshot> taken = new ArrayList<>();
    RecordedLedger.write(recording, folder, 4, store -> taken.add(store.takeSnapshot()));
    try (LedgerStore store = LedgerStore.openReadOnly(folder)) {
      for (StateSnapshot expected : taken) {
        StateSnapshot found =
            PastState.after(store, expected.ledger()).digest(expected.headerHash());
        assertThat(Bytes.of(found.digest()))
            .as("ledger %d", expected.ledger())
            .isEqualTo(Bytes.of(expected.digest()));
        assertThat(found.entries()).isEqualTo(expected.entries());
      }
    }
    assertThat(Verification.run(folder, null)).isInstanceOf(Outcome.Holds.class);
  }

  @ParameterizedTest
  @EnumSource(Part.class)
  void stillFindsAlteredBytesAfterPruning(Part part) throws Exception {
    RecordedLedger.write(RECORDING, folder);
    int elder = PruneNow.keepLast(folder, 5);
    assertThat(Verification.run(folder, null))
        .isInstanceOfSatisfying(
            Outcome.Holds.class, holds -> assertThat(holds.elder()).isEqualTo(elder));
    List<Row> rows = rows().get(part.kind);
    long seed = System.nanoTime();
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < TRIES; i++) {
      Row row = rows.get(random.nextInt(rows.size()));
      int[] bounds = part.bounds(row.value());
      int at = bounds[0] + random.nextInt(bounds[1] - bounds[0]);
      byte[] altered = row.value().clone();
      altered[at] ^= (byte) (1 << random.nextInt(Byte.SIZE));
      put(row.key(), altered);
      int ledger = part.ledger(row.key(), row.value());
      // What lies behind the boundary is known as a whole, by the boundary's digest.
      int named = part == Part.ENTRY && ledger < elder ? elder - 1 : ledger;
      assertThat(Verification.run(folder, null))
          .as("seed %d, try %d: byte %d of %s in ledger %d", seed, i, at, part, ledger)
          .isInstanceOfSatisfying(
              Outcome.Broken.class, broken -> assertThat(broken.ledger()).isEqualTo(named));
      put(row.key(), row.value());
    }
  }

  @Test
  void keepsHeadersAndNothingElseBehindTheBoundary() throws Exception {
    RecordedLedger.write(RECORDING, folder);
    Map<Character, List<Row>> before = rows();
    int elder = PruneNow.keepLast(folder, 5);
    assertThat(PruneNow.keepLast(folder, 5)).isEqualTo(elder);
    Map<Character, List<Row>> after = rows();
    assertThat(after.get('l')).hasSameSizeAs(before.get('l'));
    assertThat(after.get('e')).hasSameSizeAs(before.get('e'));
    for (Part part : List.of(Part.RESULT, Part.HASH_INDEX, Part.HISTORY_INDEX)) {
      assertThat(after.get(part.kind)).as(part.name()).isNotEmpty();
      for (Row row : after.get(part.kind)) {
        assertThat(part.ledger(row.key(), row.value())).isGreaterThanOrEqualTo(elder);
      }
    }
    assertThat(after.get('s')).hasSize(1);
  }
}
