package org.corridor.domain;

/**
 * Why a payment was refused, held or returned: the codes of ISO 20022's external code set
 * ExternalStatusReason1Code (and ExternalReturnReason1Code for returns) that Corridor answers with.
 */
public enum ReasonCode {
  /** Account identifier is incorrect (for example its checksum). */
  AC01("Incorrect account number"),
  /** Creditor account is incorrect or not known. */
  AC03("Invalid creditor account number"),
  /** Account is closed. */
  AC04("Closed account number"),
  /** Account is blocked. */
  AC06("Blocked account"),
  /** Bank identifier is not known or not well formed. */
  AGNT("Incorrect agent"),
  /** Amount is zero. */
  AM01("Zero amount"),
  /** Amount is above the limit that applies. */
  AM02("Not allowed amount"),
  /** Currency cannot be processed. */
  AM03("Not allowed currency"),
  /** Funds do not suffice. */
  AM04("Insufficient funds"),
  /** Message or transaction was received before. */
  AM05("Duplication"),
  /** Amount is below the limit that applies. */
  AM06("Too low amount"),
  /** Amount received is not the amount agreed or expected. */
  AM09("Wrong amount"),
  /** Control sum or sum of instructed amounts does not match. */
  AM10("Invalid control sum"),
  /** Currency is missing or is not one. */
  AM11("Invalid transaction currency"),
  /** Amount is missing or is not one, for example too many digits or decimals. */
  AM12("Invalid amount"),
  /** Number of transactions is not what the header says. */
  AM18("Invalid number of transactions"),
  /** Creditor's bank does not answer. */
  AB08("Offline creditor agent"),
  /** Settlement was not finished in time. */
  AB05("Timeout creditor agent"),
  /** The creditor's name does not match or the creditor is not known. */
  BE01("Inconsistent with end customer"),
  /** Creditor cannot be resolved by the given address. */
  BE06("Unknown end customer"),
  /** Creditor's name is missing. */
  BE22("Missing creditor name"),
  /** Country code is not one. */
  BE11("Invalid creditor country"),
  /** An element's content has not its form: its characters, length, pattern or code. */
  CH16("Element content formally incorrect"),
  /** A mandatory element is missing. */
  CH21("Required compulsory element missing"),
  /** Date is not one or is out of range. */
  DT01("Invalid date"),
  /** The order was cancelled or refused by the officer or the approver. */
  DS02("Order cancelled"),
  /** Order rejected by the bank's side, with an additional explanation. */
  DS04("Order rejected"),
  /** Syntax cannot be read. */
  FF01("Invalid file format"),
  /** Regulatory reason; deliberately says no more, to avoid tipping off. */
  RR04("Regulatory reason"),
  /** Remittance information is not well formed. */
  RR07("Remittance information invalid"),
  /** A bank's identifier is not right; between banks also its settlement account. */
  RC01("Bank identifier incorrect"),
  /** Reason is told in the additional information. */
  NARR("Narrative");

  private final String meaning;

  ReasonCode(String meaning) {
    this.meaning = meaning;
  }

  /** The code's short meaning, in the words of the code set. */
  public String meaning() {
    return meaning;
  }
}
