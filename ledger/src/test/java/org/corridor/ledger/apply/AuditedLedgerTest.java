package org.corridor.ledger.apply;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.corridor.ledger.ClosedLedger;
import org.corridor.ledger.store.Xdr;
import org.junit.jupiter.api.Test;
import org.stellar.sdk.xdr.TransactionEnvelope;

/**
 * Goal: nobody has more or less than the results say. Method: an auditor who sees requests and
 * results only predicts every balance after every close of sets by chance. {@code -Daudit.worlds=N}
 * runs more, {@code -Daudit.seed=N} others.
 */
class AuditedLedgerTest {
  private static final int WORLDS = Integer.getInteger("audit.worlds", 40);
  private static final long SEED = Long.getLong("audit.seed", 1);
  private static final int SETS_PER_WORLD = 25;
  private static final long START = 1_700_000_000L;

  @Test
  void everybodyHasWhatTheResultsSay() {
    int audited = 0;
    for (int world = 0; world < WORLDS; world++) {
      long seed = SEED * 1_000_033 + world;
      try {
        audited += live(seed);
      } catch (AssertionError | RuntimeException e) {
        throw new AssertionError("seed " + seed, e);
      }
    }
    assertThat(audited).isGreaterThan(100 * WORLDS);
  }

  private static int live(long seed) {
    RandomSets sets = new RandomSets(new SplittableRandom(seed));
    LedgerMachine machine = LedgerMachine.genesis(RandomSets.NETWORK);
    Auditor auditor =
        new Auditor(RandomSets.NETWORK.rootAccountId(), RandomSets.NETWORK.totalCoins());
    int applied = 0;
    for (int i = 0; i < SETS_PER_WORLD; i++) {
      int step = i;
      List<TransactionEnvelope> set =
          machine.read(
              view ->
                  switch (step) {
                    case 0 -> List.of();
                    case 1 -> sets.founding(view);
                    case 2 -> sets.trusting(view);
                    default -> sets.next(view);
                  });
      List<TransactionEnvelope> understood =
          set.stream().filter(AuditedLedgerTest::understood).toList();
      ClosedLedger closed = machine.close(understood, START + i);
      closed.applied().forEach(auditor::apply);
      closed.applied().forEach(auditor::settle);
      applied += closed.applied().size();
      assertThat(machine.read(Auditor::actual)).isEqualTo(auditor.predicted());
    }
    return applied;
  }

  private static boolean understood(TransactionEnvelope envelope) {
    return Arrays.stream(Xdr.operations(envelope))
        .allMatch(operation -> Auditor.understands(operation.getBody().getDiscriminant()));
  }
}
