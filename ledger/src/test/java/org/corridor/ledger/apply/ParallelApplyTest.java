package org.corridor.ledger.apply;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.corridor.ledger.AppliedTransaction;
import org.corridor.ledger.ClosedLedger;
import org.corridor.ledger.EntryChange;
import org.corridor.ledger.TransactionChanges;
import org.corridor.ledger.crypto.SignatureVerifier;
import org.corridor.ledger.state.Bytes;
import org.corridor.ledger.state.Entry;
import org.corridor.ledger.state.EntryReader;
import org.junit.jupiter.api.Test;
import org.stellar.sdk.xdr.LedgerEntry;
import org.stellar.sdk.xdr.TransactionEnvelope;
import org.stellar.sdk.xdr.TransactionMeta;

/**
 * Goal: applying groups at the same time gives, byte for byte, what applying in order gives.
 * Method: two ledgers live through the same sets by chance, one in order, one in groups however
 * small. {@code -Dparallel.sets=N} runs more of them, {@code -Dparallel.seed=N} others.
 */
class ParallelApplyTest {
  private static final int SETS = Integer.getInteger("parallel.sets", 2_000);
  private static final long SEED = Long.getLong("parallel.seed", 1);
  private static final int SETS_PER_WORLD = 25;
  private static final long START = 1_700_000_000L;

  private final Frame.Network network =
      new Frame.Network(
          Bytes.of(RandomSets.NETWORK.networkId()),
          new SignatureVerifier(),
          RandomSets.NETWORK.baseFee());
  private final Map<String, Integer> outcomes = new TreeMap<>();
  private int divided;

  @Test
  void groupsGiveByteForByteWhatTheOrderGives() throws IOException {
    int worlds = Math.ceilDiv(SETS, SETS_PER_WORLD);
    for (int world = 0; world < worlds; world++) {
      long seed = SEED * 1_000_003 + world;
      try {
        live(seed);
      } catch (AssertionError | RuntimeException e) {
        throw new AssertionError("seed " + seed + " (set parallel.seed to see it)", e);
      }
    }
    System.out.println(
        worlds * SETS_PER_WORLD
            + " sets from seed "
            + SEED
            + ", of which "
            + divided
            + " were divided: "
            + outcomes);
    assertThat(divided).isGreaterThan(worlds);
    assertThat(outcomes).containsKeys("txSUCCESS", "txFAILED", "txBAD_SEQ", "txBAD_AUTH");
    assertThat(outcomes).containsKey("txFEE_BUMP_INNER_SUCCESS");
  }

  private void live(long seed) throws IOException {
    RandomSets sets = new RandomSets(new SplittableRandom(seed));
    LedgerMachine ordered = LedgerMachine.genesis(RandomSets.NETWORK);
    LedgerMachine grouped = LedgerMachine.genesis(RandomSets.NETWORK);
    for (int i = 0; i < SETS_PER_WORLD; i++) {
      int step = i;
      List<TransactionEnvelope> set =
          ordered.read(
              view ->
                  switch (step) {
                    case 0 -> List.of();
                    case 1 -> sets.founding(view);
                    case 2 -> sets.trusting(view);
                    default -> sets.next(view);
                  });
      compare(ordered, grouped, set, START + i);
    }
    assertThat(grouped.read(RandomSets::entries)).isEqualTo(ordered.read(RandomSets::entries));
  }

  private void compare(
      LedgerMachine ordered, LedgerMachine grouped, List<TransactionEnvelope> set, long time)
      throws IOException {
    List<Frame> frames = set.stream().map(one -> Frame.of(network, one)).toList();
    divided += divisible(grouped, frames) ? 1 : 0;
    ClosedLedger one = ordered.close(frames, time, SetApplication.Order.SEQUENTIAL);
    ClosedLedger other = grouped.close(frames, time, SetApplication.Order.PARALLEL);
    assertThat(other.header()).isEqualTo(one.header());
    assertThat(other.hash()).isEqualTo(one.hash());
    assertThat(other.applied()).hasSameSizeAs(one.applied());
    for (int i = 0; i < set.size(); i++) {
      same(one.applied().get(i), other.applied().get(i));
    }
    assertThat(other.entries()).hasSameSizeAs(one.entries());
    for (int i = 0; i < one.entries().size(); i++) {
      EntryChange a = one.entries().get(i);
      if (a.after() != null) {
        assertThat(EntryReader.entry(a.after()))
            .isEqualTo(Entry.of(LedgerEntry.fromXdrByteArray(a.after())));
      }
      EntryChange b = other.entries().get(i);
      assertThat(Arrays.equals(a.key(), b.key()) && Arrays.equals(a.after(), b.after())).isTrue();
    }
  }

  private boolean divisible(LedgerMachine machine, List<Frame> frames) {
    Map<Boolean, Integer> kinds = new HashMap<>();
    machine.read(
        view -> {
          for (Frame frame : frames) {
            Footprint footprint = Footprint.of(frame, machine.scratch(START));
            kinds.merge(footprint.touchesEverything(), 1, Integer::sum);
          }
          return kinds;
        });
    return kinds.getOrDefault(false, 0) > 1;
  }

  private void same(AppliedTransaction one, AppliedTransaction other) throws IOException {
    assertThat(other.hash()).isEqualTo(one.hash());
    assertThat(other.result()).isEqualTo(one.result());
    assertThat(other.bytes().envelope()).isEqualTo(one.bytes().envelope());
    assertThat(other.bytes().result()).isEqualTo(one.bytes().result());
    assertThat(other.bytes().meta()).isEqualTo(one.bytes().meta());
    assertThat(other.bytes().feeChanges()).isEqualTo(one.bytes().feeChanges());
    TransactionMeta meta = TransactionMeta.fromXdrByteArray(one.bytes().meta());
    assertThat(TransactionChanges.of(meta)).isEqualTo(one.changes());
    assertThat(meta.toXdrByteArray()).isEqualTo(one.bytes().meta());
    outcomes.merge(one.result().getResult().getResult().getDiscriminant().name(), 1, Integer::sum);
  }
}
