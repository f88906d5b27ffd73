package org.corridor.adapters.iso20022;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.corridor.domain.Invariant;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one element of a message: which children it may have, and what is read from it.
 * Built once for each message type and only read afterwards.
 */
final class Node {
  private static final int CHILDREN_MAX = 63;

  final String name;
  private final Map<String, Node> children = new HashMap<>();
  private final List<String> order = new ArrayList<>();

  /** Whether all children are known, so that others are refused and the order is checked. */
  boolean closed;

  /** Its place among its siblings, when the parent is closed. */
  int position;

  /** Whether it may occur more than once. */
  boolean many;

  /** The children that must be there, one bit per position. */
  long compulsory;

  @Nullable Field field;
  Part part = Part.PLAIN;

  /** Which part of the message an element is. */
  enum Part {
    /** Just an element. */
    PLAIN,
    /** A debtor's batch within an initiation. */
    INSTRUCTION,
    /** One credit transfer. */
    TRANSACTION
  }

  Node(String name) {
    this.name = name;
  }

  /**
   * Names all children in their order; {@code !} marks compulsory ones, {@code *} those that may
   * occur again.
   */
  Node closed(String spec) {
    closed = true;
    for (String word : spec.split(" ")) {
      String child = word.replaceAll("[!*]", "");
      Node node = child(child);
      node.position = order.size();
      node.many = word.indexOf('*') >= 0;
      if (word.indexOf('!') >= 0) {
        compulsory |= 1L << order.size();
      }
      order.add(child);
    }
    Invariant.require(order.size() <= CHILDREN_MAX, "children fit into the bits of a long");
    return this;
  }

  /** The node at a path below this one, made when it is not there. */
  Node child(String path) {
    Node node = this;
    for (String step : path.split("/")) {
      node = node.children.computeIfAbsent(step, Node::new);
    }
    return node;
  }

  /** The node of a child element; null when none is known. */
  @Nullable Node find(String child) {
    return children.get(child);
  }

  /** Whether nothing is read below it. */
  boolean ignored() {
    return field == null && children.isEmpty();
  }

  /** The name of the child at a position. */
  String nameAt(int place) {
    return order.get(place);
  }
}
