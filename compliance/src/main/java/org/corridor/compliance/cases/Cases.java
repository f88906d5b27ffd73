package org.corridor.compliance.cases;

import java.util.List;
import java.util.Optional;
import org.corridor.domain.payment.Uetr;

/** Port: where cases are kept. Every method may be called inside a unit of work. */
public interface Cases {
  /** Most cases in one page. */
  int PAGE_MAX = 100;

  /**
   * Keeps a new case; one about the same payment and direction that is there already stays.
   *
   * @return the case that is kept
   */
  Case open(Case fresh);

  /** A case; empty when there is none. */
  Optional<Case> find(Uetr uetr, Case.Direction direction);

  /**
   * Keeps a changed case when nobody changed it in between.
   *
   * @param changed its version is one more than that of the case it was made from
   * @return whether it is kept
   */
  boolean update(Case changed);

  /**
   * Open cases, oldest first.
   *
   * @param after the last case of the page before; empty for the first
   * @param max at most {@value #PAGE_MAX}
   */
  List<Case> openCases(Optional<Case> after, int max);
}
