package org.corridor.domain.payment;

import org.corridor.domain.ReasonCode;

/**
 * Why a payment will not be made.
 *
 * @param code the ISO external reason code that is answered
 * @param explanation for the additional information; up to 105 characters, no personal data
 */
public record Rejection(ReasonCode code, String explanation) {
  /** Longest additional information (ISO 20022 Max105Text). */
  public static final int EXPLANATION_MAX = 105;

  /** Cuts the explanation to what the answer can hold. */
  public Rejection {
    if (explanation.length() > EXPLANATION_MAX) {
      explanation = explanation.substring(0, EXPLANATION_MAX);
    }
  }
}
