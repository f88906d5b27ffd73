package org.corridor.ledger.state;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * One side of a market in price-time order: the lowest price first, then the lowest offer id.
 *
 * <p>Immutable: a change makes a new book that shares all but one path with the old one, so that a
 * transaction that is rolled back, and readers of the last close, cost nothing. It is a treap: a
 * search tree by place in the queue and a heap by a mix of the offer's id, which keeps it balanced
 * without knowing the order in which offers come, and makes its shape depend on its content only.
 */
public final class OrderBook implements Iterable<Offer> {
  /** The book without offers. */
  public static final OrderBook EMPTY = new OrderBook(null);

  private final @Nullable Node root;

  private OrderBook(@Nullable Node root) {
    this.root = root;
  }

  /**
   * @param rank the price as the network ranks it: two prices that round to the same IEEE number
   *     are equal in rank, even if their fractions are not
   */
  private record Node(
      long rank, Offer offer, long heat, @Nullable Node left, @Nullable Node right) {
    Node with(@Nullable Node newLeft, @Nullable Node newRight) {
      return new Node(rank, offer, heat, newLeft, newRight);
    }
  }

  private static Node leaf(Offer offer) {
    return new Node(rank(offer.price()), offer, mix(offer.id()), null, null);
  }

  /**
   * The bits of the price as a binary64 number, which order positive numbers. stellar-core compares
   * these numbers, so comparing the fractions exactly would now and then cross another offer first.
   */
  private static long rank(Price price) {
    return Double.doubleToRawLongBits(1.0 * price.n() / price.d());
  }

  private static long mix(long id) {
    long z = (id ^ (id >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }

  private static int compare(long rank, long id, Node node) {
    int order = Long.compare(rank, node.rank);
    return order != 0 ? order : Long.compare(id, node.offer.id());
  }

  /** Returns the offer to cross first, null when there is none. */
  public @Nullable Offer best() {
    Node node = root;
    if (node == null) {
      return null;
    }
    while (node.left != null) {
      node = node.left;
    }
    return node.offer;
  }

  /** Returns whether there are no offers. */
  public boolean isEmpty() {
    return root == null;
  }

  /** Returns the book with this offer, in place of one of the same price and id if there is one. */
  public OrderBook with(Offer offer) {
    return new OrderBook(insert(root, leaf(offer)));
  }

  /** Returns the book without the offer of this price and id. */
  public OrderBook without(Offer offer) {
    Node smaller = remove(root, rank(offer.price()), offer.id());
    return smaller == null ? EMPTY : new OrderBook(smaller);
  }

  private static Node insert(@Nullable Node node, Node added) {
    if (node == null) {
      return added;
    }
    int order = compare(added.rank, added.offer.id(), node);
    if (order == 0) {
      return new Node(added.rank, added.offer, node.heat, node.left, node.right);
    }
    if (Long.compareUnsigned(added.heat, node.heat) > 0) {
      return added.with(
          lower(node, added.rank, added.offer.id()), higher(node, added.rank, added.offer.id()));
    }
    return order < 0
        ? node.with(insert(node.left, added), node.right)
        : node.with(node.left, insert(node.right, added));
  }

  /** The part of a tree that comes before a place; nothing is at the place itself. */
  private static @Nullable Node lower(@Nullable Node node, long rank, long id) {
    if (node == null) {
      return null;
    }
    return compare(rank, id, node) < 0
        ? lower(node.left, rank, id)
        : node.with(node.left, lower(node.right, rank, id));
  }

  private static @Nullable Node higher(@Nullable Node node, long rank, long id) {
    if (node == null) {
      return null;
    }
    return compare(rank, id, node) < 0
        ? node.with(higher(node.left, rank, id), node.right)
        : higher(node.right, rank, id);
  }

  private static @Nullable Node remove(@Nullable Node node, long rank, long id) {
    if (node == null) {
      return null;
    }
    int order = compare(rank, id, node);
    if (order == 0) {
      return merge(node.left, node.right);
    }
    return order < 0
        ? node.with(remove(node.left, rank, id), node.right)
        : node.with(node.left, remove(node.right, rank, id));
  }

  private static @Nullable Node merge(@Nullable Node low, @Nullable Node high) {
    if (low == null) {
      return high;
    }
    if (high == null) {
      return low;
    }
    return Long.compareUnsigned(low.heat, high.heat) > 0
        ? low.with(low.left, merge(low.right, high))
        : high.with(merge(low, high.left), high.right);
  }

  @Override
  public Iterator<Offer> iterator() {
    Deque<Node> path = new ArrayDeque<>();
    descend(path, root);
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return !path.isEmpty();
      }

      @Override
      public Offer next() {
        if (path.isEmpty()) {
          throw new NoSuchElementException();
        }
        Node node = path.pop();
        descend(path, node.right);
        return node.offer;
      }
    };
  }

  private static void descend(Deque<Node> path, @Nullable Node from) {
    for (Node node = from; node != null; node = node.left) {
      path.push(node);
    }
  }
}
