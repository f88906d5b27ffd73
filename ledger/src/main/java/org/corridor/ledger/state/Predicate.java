package org.corridor.ledger.state;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** When a claimant may claim. Times are Unix seconds. */
public sealed interface Predicate {
  /** Always. */
  record Unconditional() implements Predicate {}

  /** When both hold; outside data may bring another number than two. */
  record And(List<Predicate> parts) implements Predicate {}

  /** When one of two holds; outside data may bring another number than two. */
  record Or(List<Predicate> parts) implements Predicate {}

  /** When the inner one does not hold; null stands for a missing one in outside data. */
  record Not(@Nullable Predicate part) implements Predicate {}

  /** Before this close time. */
  record BeforeAbsolute(long time) implements Predicate {}

  /** Before this many seconds after the balance was created; only in requests. */
  record BeforeRelative(long seconds) implements Predicate {}

  /** Returns whether a claim may happen in a ledger with this close time. */
  default boolean satisfiedAt(long closeTime) {
    return switch (this) {
      case Unconditional _ -> true;
      case And and -> and.parts().stream().allMatch(p -> p.satisfiedAt(closeTime));
      case Or or -> or.parts().stream().anyMatch(p -> p.satisfiedAt(closeTime));
      case Not not -> not.part() != null && !not.part().satisfiedAt(closeTime);
      case BeforeAbsolute before -> closeTime < before.time();
      case BeforeRelative _ ->
          throw new IllegalStateException("a stored predicate has no relative times");
    };
  }
}
