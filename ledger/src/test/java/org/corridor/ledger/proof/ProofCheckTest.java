package org.corridor.ledger.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.corridor.ledger.crypto.Digests;
import org.corridor.ledger.proof.ProofCheck.Verdict;
import org.corridor.ledger.state.Bytes;
import org.corridor.ledger.store.LedgerStore;
import org.corridor.ledger.store.StoredTransaction;
import org.corridor.ledger.verify.Proofs;
import org.corridor.ledger.verify.RecordedLedger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class ProofCheckTest {
  @TempDir Path folder;

  @BeforeEach
  void writeLedger() throws Exception {
    RecordedLedger.write("09-everything", folder);
  }

  private static Bytes headerHash(LedgerStore store, int ledger) {
    return Bytes.of(store.ledger(ledger).orElseThrow().hash());
  }

  @Test
  void acceptsEveryTransactionOfALedgerByItsHeaderAlone() {
    int proven = 0;
    try (LedgerStore store = LedgerStore.openReadOnly(folder)) {
      for (int ledger = LedgerStore.FIRST; ledger <= store.last(); ledger++) {
        for (StoredTransaction transaction : store.transactionsOf(ledger)) {
          byte[] proof = Proofs.of(store, transaction).toBytes();
          byte[] header = store.ledger(ledger).orElseThrow().header();
          int expected = ledger;
          assertThat(ProofCheck.byHeader(proof, header))
              .isInstanceOfSatisfying(
                  Verdict.Included.class,
                  included -> {
                    assertThat(included.ledger()).isEqualTo(expected);
                    assertThat(included.closeTime()).isEqualTo(transaction.closeTime());
                    assertThat(included.hash()).isEqualTo(Bytes.of(transaction.hash()));
                  });
          assertThat(ProofCheck.byHash(proof, headerHash(store, ledger)))
              .isEqualTo(ProofCheck.byHeader(proof, header));
          assertThat(ProofCheck.byHash(proof, headerHash(store, ledger - (ledger > 2 ? 1 : -1))))
              .isEqualTo(new Verdict.Refused("it is about another header"));
          proven++;
        }
      }
    }
    assertThat(proven).isGreaterThan(100);
  }

  /** A proof out of a ledger with several transactions, so that it has a path. */
  private static InclusionProof sample(LedgerStore store) {
    Optional<List<StoredTransaction>> several =
        java.util.stream.IntStream.rangeClosed(LedgerStore.FIRST, store.last())
            .mapToObj(store::transactionsOf)
            .filter(transactions -> transactions.size() > 2)
            .findFirst();
    return Proofs.of(store, several.orElseThrow().get(1));
  }

  @Test
  void refusesEverySingleAlteredByte() {
    try (LedgerStore store = LedgerStore.openReadOnly(folder)) {
      InclusionProof sample = sample(store);
      byte[] proof = sample.toBytes();
      Bytes header = headerHash(store, sample.ledger());
      assertThat(ProofCheck.byHash(proof, header)).isInstanceOf(Verdict.Included.class);
      for (int at = 0; at < proof.length; at++) {
        for (int mask : new int[] {1, 1 << (at % Byte.SIZE), 0xff}) {
          byte[] altered = proof.clone();
          altered[at] ^= (byte) mask;
          assertThat(ProofCheck.byHash(altered, header))
              .as("byte %d with mask %x", at, mask)
              .isInstanceOf(Verdict.Refused.class);
        }
      }
    }
  }

  @Test
  void refusesEverySingleAlteredByteOfTheHeader() {
    try (LedgerStore store = LedgerStore.openReadOnly(folder)) {
      InclusionProof sample = sample(store);
      for (int at = 0; at < sample.header().length; at++) {
        byte[] altered = sample.header().clone();
        altered[at] ^= 1;
        assertThat(ProofCheck.byHeader(sample.toBytes(), altered))
            .isInstanceOf(Verdict.Refused.class);
      }
    }
  }

  @Test
  void refusesWhatIsMissingDoubledOrLoose() {
    try (LedgerStore store = LedgerStore.openReadOnly(folder)) {
      InclusionProof sample = sample(store);
      Bytes header = headerHash(store, sample.ledger());
      byte[] proof = sample.toBytes();
      String text = new String(proof, java.nio.charset.StandardCharsets.UTF_8);
      for (String other :
          List.of(
              "",
              "{}",
              "[]",
              "null",
              text + "\n",
              text + text,
              text.replace(",", ", "),
              text.replace("\"order\"", "\"order\":1,\"order\""),
              text.substring(0, text.length() / 2))) {
        assertThat(
                ProofCheck.byHash(other.getBytes(java.nio.charset.StandardCharsets.UTF_8), header))
            .as(other)
            .isInstanceOf(Verdict.Refused.class);
      }
      assertThat(ProofCheck.byHash(new byte[InclusionProof.BYTES_MAX + 1], header))
          .isInstanceOf(Verdict.Refused.class);
    }
  }

  @Test
  void refusesAProofThatPassesANodeForALeaf() {
    try (LedgerStore store = LedgerStore.openReadOnly(folder)) {
      InclusionProof sample = sample(store);
      // One level up: the parent in place of the leaf, with the rest of the path.
      InclusionProof shorter =
          new InclusionProof(
              sample.network(),
              sample.ledger(),
              sample.header(),
              sample.state(),
              (sample.transactions() + 1) / 2,
              1,
              sample.path().subList(1, sample.path().size()),
              sample.hash(),
              sample.envelope(),
              sample.result(),
              sample.meta(),
              sample.feeChanges());
      assertThat(ProofCheck.byHash(shorter.toBytes(), Bytes.of(Digests.sha256(sample.header()))))
          .isEqualTo(new Verdict.Refused("the header does not commit to it"));
    }
  }
}
