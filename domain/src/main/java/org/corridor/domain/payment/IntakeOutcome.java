package org.corridor.domain.payment;

import java.util.List;
import java.util.Optional;
import org.corridor.domain.message.Fault;
import org.corridor.domain.message.StatusReport;

/** What became of a message at the door; all of it is durable. */
public sealed interface IntakeOutcome {
  /**
   * It was taken; its final answer follows when all its payments are final.
   *
   * @param messageKey its identity here
   * @param uetrs its valid transactions, in order
   * @param faulty the transactions that could not be taken, in order
   * @param redelivery whether the transport had brought this delivery before: no second answer is
   *     due
   */
  record Accepted(
      String messageKey, List<Uetr> uetrs, List<StatusReport.Line> faulty, boolean redelivery)
      implements IntakeOutcome {
    /** Copies the lists. */
    public Accepted {
      uetrs = List.copyOf(uetrs);
      faulty = List.copyOf(faulty);
    }
  }

  /**
   * The same content was taken before.
   *
   * @param messageKey the original's identity
   * @param uetrs its valid transactions, in order
   * @param answer the original's final answer; empty while there is none
   */
  record Repeated(String messageKey, List<Uetr> uetrs, Optional<StatusReport> answer)
      implements IntakeOutcome {
    /** Copies the list. */
    public Repeated {
      uetrs = List.copyOf(uetrs);
    }
  }

  /**
   * The key or a UETR was used before with other content.
   *
   * @param field the first field that differs, by its canonical name
   * @param report the final answer to this delivery
   * @param redelivery whether this delivery was refused before
   */
  record Conflict(String field, StatusReport report, boolean redelivery) implements IntakeOutcome {}

  /**
   * Nothing of it can be taken; its bytes are kept.
   *
   * @param report the final answer to this delivery
   * @param faults everything that is wrong: of the message as a whole, or of its transactions in
   *     their order; at least one
   * @param redelivery whether this delivery was refused before
   */
  record Refused(StatusReport report, List<Fault> faults, boolean redelivery)
      implements IntakeOutcome {
    /** Copies the list. */
    public Refused {
      faults = List.copyOf(faults);
    }
  }
}
