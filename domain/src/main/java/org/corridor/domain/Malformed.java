package org.corridor.domain;

import java.util.Objects;

/**
 * A value from outside that its type refuses. Codecs turn it into a negative answer; it never
 * crosses a stage. Carries the rule that was broken and the ISO 20022 external reason code that
 * tells the sender, never the offending value itself, which may be personal data.
 */
public final class Malformed extends IllegalArgumentException {
  private final String rule;
  private final ReasonCode code;

  /**
   * Refuses a value.
   *
   * @param rule a short stable name of the rule, for example {@code iban.checksum}
   * @param code the ISO external status reason that is answered
   * @param explanation what is wrong, in words, without the value
   */
  public Malformed(String rule, ReasonCode code, String explanation) {
    super(explanation);
    this.rule = Objects.requireNonNull(rule);
    this.code = Objects.requireNonNull(code);
  }

  /** The rule's stable name. */
  public String rule() {
    return rule;
  }

  /** The reason code to answer with. */
  public ReasonCode code() {
    return code;
  }
}
