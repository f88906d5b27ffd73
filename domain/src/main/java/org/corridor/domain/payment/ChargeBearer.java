package org.corridor.domain.payment;

/** Who bears the charges (ISO 20022 ChargeBearerType1Code; MT103 field 71A). */
public enum ChargeBearer {
  /** The debtor bears all of them (OUR). */
  DEBT,
  /** The creditor bears all of them (BEN). */
  CRED,
  /** Each bears his own bank's (SHA). */
  SHAR,
  /** As the service level says; treated as shared. */
  SLEV
}
