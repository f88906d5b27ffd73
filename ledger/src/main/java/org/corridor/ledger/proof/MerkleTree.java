package org.corridor.ledger.proof;

import java.util.ArrayList;
import java.util.List;
import org.corridor.ledger.crypto.Digests;
import org.corridor.ledger.state.Bytes;

/**
 * The binary hash tree of RFC 6962: leaves and inner nodes are hashed under different tags, so that
 * neither can pass for the other, and a left subtree is as large a power of two as fits.
 *
 * <pre>
 *            root                 node = SHA-256(01 || left || right)
 *          /      \
 *        n         l4             leaf = SHA-256(00 || what it stands for)
 *      /   \
 *    n       n
 *   / \     / \
 *  l0  l1  l2  l3
 * </pre>
 */
public final class MerkleTree {
  /** What the hash of a leaf begins with. */
  static final byte LEAF = 0;

  private static final byte NODE = 1;
  private static final byte[] NODE_TAG = {NODE};
  private static final byte[] NOTHING = {};

  private MerkleTree() {}

  /** Returns the root over leaves that are hashed already; of none, SHA-256 of nothing. */
  public static Bytes root(List<Bytes> leaves) {
    if (leaves.isEmpty()) {
      return Bytes.of(Digests.sha256(NOTHING));
    }
    List<Bytes> level = leaves;
    // Pairing from the left, and letting an odd last one rise, gives the same tree.
    while (level.size() > 1) {
      level = above(level);
    }
    return level.getFirst();
  }

  private static List<Bytes> above(List<Bytes> level) {
    List<Bytes> above = new ArrayList<>((level.size() + 1) / 2);
    for (int i = 0; i + 1 < level.size(); i += 2) {
      above.add(node(level.get(i), level.get(i + 1)));
    }
    if (level.size() % 2 == 1) {
      above.add(level.getLast());
    }
    return above;
  }

  private static Bytes node(Bytes left, Bytes right) {
    return Bytes.of(Digests.sha256(NODE_TAG, left.toArray(), right.toArray()));
  }

  /** Returns the hashes that, with the leaf, give the root; the nearest to the leaf first. */
  public static List<Bytes> path(List<Bytes> leaves, int index) {
    if (index < 0 || index >= leaves.size()) {
      throw new IllegalArgumentException("no leaf " + index + " of " + leaves.size());
    }
    List<Bytes> path = new ArrayList<>();
    List<Bytes> level = leaves;
    int at = index;
    while (level.size() > 1) {
      int sibling = at ^ 1;
      if (sibling < level.size()) {
        path.add(level.get(sibling));
      }
      level = above(level);
      at /= 2;
    }
    return path;
  }

  /**
   * Returns the root that a leaf and its path lead to.
   *
   * @throws IllegalArgumentException when there is no such leaf, or the path is too short or long
   */
  public static Bytes rootBy(Bytes leaf, int index, int leaves, List<Bytes> path) {
    if (index < 0 || index >= leaves) {
      throw new IllegalArgumentException("no leaf " + index + " of " + leaves);
    }
    Bytes hash = leaf;
    int used = 0;
    int at = index;
    for (int width = leaves; width > 1; width = width / 2 + width % 2) {
      if ((at ^ 1) < width) {
        if (used == path.size()) {
          throw new IllegalArgumentException("the path is too short");
        }
        Bytes sibling = path.get(used++);
        hash = at % 2 == 0 ? node(hash, sibling) : node(sibling, hash);
      }
      at /= 2;
    }
    if (used != path.size()) {
      throw new IllegalArgumentException("the path is too long");
    }
    return hash;
  }
}
