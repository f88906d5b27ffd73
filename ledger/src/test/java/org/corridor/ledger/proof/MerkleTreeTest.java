package org.corridor.ledger.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.corridor.ledger.crypto.Digests;
import org.corridor.ledger.state.Bytes;
import org.junit.jupiter.api.Test;

class MerkleTreeTest {
  private static final int LEAVES_MAX = 40;

  private static List<Bytes> leaves(int count) {
    List<Bytes> leaves = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      leaves.add(Bytes.of(Digests.sha256(new byte[] {0, (byte) i})));
    }
    return leaves;
  }

  /** The definition in RFC 6962, 2.1, as it stands there. */
  private static Bytes byDefinition(List<Bytes> leaves) {
    if (leaves.size() == 1) {
      return leaves.getFirst();
    }
    int k = Integer.highestOneBit(leaves.size() - 1);
    return Bytes.of(
        Digests.sha256(
            new byte[] {1},
            byDefinition(leaves.subList(0, k)).toArray(),
            byDefinition(leaves.subList(k, leaves.size())).toArray()));
  }

  @Test
  void isTheTreeOfTheStandard() {
    assertThat(MerkleTree.root(List.of()).toHex())
        .isEqualTo("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    // Test vectors of certificate transparency: the leaf of nothing, and of nothing and 00.
    Bytes first = Bytes.of(Digests.sha256(new byte[] {0}));
    Bytes second = Bytes.of(Digests.sha256(new byte[] {0, 0}));
    assertThat(first.toHex())
        .isEqualTo("6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d");
    assertThat(MerkleTree.root(List.of(first, second)).toHex())
        .isEqualTo("fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125");
    for (int count = 1; count <= LEAVES_MAX; count++) {
      assertThat(MerkleTree.root(leaves(count))).isEqualTo(byDefinition(leaves(count)));
    }
  }

  @Test
  void provesEveryLeafOfEverySizeAndNoOther() {
    for (int count = 1; count <= LEAVES_MAX; count++) {
      List<Bytes> leaves = leaves(count);
      Bytes root = MerkleTree.root(leaves);
      for (int i = 0; i < count; i++) {
        List<Bytes> path = MerkleTree.path(leaves, i);
        for (int claimed = 0; claimed < count; claimed++) {
          try {
            boolean proven = MerkleTree.rootBy(leaves.get(i), claimed, count, path).equals(root);
            assertThat(proven).as("leaf %d of %d as %d", i, count, claimed).isEqualTo(i == claimed);
          } catch (IllegalArgumentException e) {
            assertThat(claimed).isNotEqualTo(i);
          }
        }
      }
    }
  }

  @Test
  void refusesPathsOfAnotherLength() {
    List<Bytes> leaves = leaves(9);
    List<Bytes> path = new ArrayList<>(MerkleTree.path(leaves, 3));
    Bytes leaf = leaves.get(3);
    path.add(leaf);
    assertThatThrownBy(() -> MerkleTree.rootBy(leaf, 3, 9, path)).hasMessageContaining("too long");
    assertThatThrownBy(() -> MerkleTree.rootBy(leaf, 3, 9, path.subList(0, 2)))
        .hasMessageContaining("too short");
    assertThatThrownBy(() -> MerkleTree.rootBy(leaf, 9, 9, path)).hasMessageContaining("no leaf");
    assertThatThrownBy(() -> MerkleTree.path(leaves, 9)).hasMessageContaining("no leaf");
  }
}
