package org.corridor.dashboard;

import java.time.Instant;
import org.corridor.domain.book.BookAccount;
import org.corridor.domain.settlement.IncomingQueries.Arrived;
import org.corridor.domain.settlement.SuspenseReason;
import org.jspecify.annotations.Nullable;

/** What the code calls by a word, said as people say it. */
final class Words {
  private static final int GROUP = 3;

  /** Does not break, and a copied number loses it easily. */
  private static final char NARROW_SPACE = '\u202f';

  private Words() {}

  /** Why something is in suspense. */
  static String reason(SuspenseReason reason) {
    return switch (reason) {
      case TOO_MUCH -> "More arrived than was agreed";
      case TOO_LITTLE -> "Less arrived than was agreed";
      case PART -> "A part of what was agreed; the parts so far are less than the whole";
      case TWICE -> "The agreed payment was credited before";
      case OTHER_ASSET -> "Another currency or another issuer than agreed";
      case NATIVE -> "The network's own asset, which is money in no currency";
      case OTHER_MEMO -> "Its memo is the hash of nothing that we agreed to";
      case NO_MEMO -> "It carries no memo that could tell what it is for";
      case AFTER_EXPIRY -> "It arrived after the agreement had run out";
      case AMBIGUOUS_MEMO -> "Several agreements have its memo";
      case OTHER_SENDER -> "It came from another account than agreed";
      case RETURNED -> "Somebody gave back what we had sent";
    };
  }

  /** What will become of something in suspense. */
  static String outlook(SuspenseReason reason, @Nullable Instant returnAt, Instant now) {
    if (returnAt == null) {
      return "Stays until an officer decides";
    }
    if (!returnAt.isAfter(now)) {
      return "Is on its way back to the sender";
    }
    String back = "goes back to the sender at " + RowView.time(returnAt) + " UTC";
    return reason.isPart()
        ? "Is credited when the rest arrives; else " + back
        : back.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + back.substring(1);
  }

  /** What became of an arrival, in a word. */
  static String fate(Arrived arrived) {
    return switch (arrived.fate()) {
      case OPEN -> "Arrived";
      case CREDITED -> "Credited";
      case FUNDING -> "Funding";
      case SUSPENSE -> "Suspense";
      case RETURNED -> "Returned";
    };
  }

  static String tone(Arrived arrived) {
    return switch (arrived.fate()) {
      case OPEN -> "moves";
      case CREDITED, FUNDING -> "good";
      case SUSPENSE -> "waits";
      case RETURNED -> "bad";
    };
  }

  /** What became of an arrival and what will. */
  static String story(Arrived arrived, Instant now) {
    SuspenseReason reason = arrived.reason();
    return switch (arrived.fate()) {
      case OPEN -> "Not matched yet";
      case CREDITED -> reason == null ? "As agreed" : "Completed by a later part";
      case FUNDING -> "Our own funding";
      case SUSPENSE ->
          reason == null
              ? "In suspense"
              : reason(reason) + ". " + outlook(reason, arrived.returnAt(), now);
      case RETURNED -> reason == null ? "Sent back" : "Sent back. " + reason(reason);
    };
  }

  /** A payment's state for people. */
  static String state(String state) {
    return switch (state) {
      case "Received" -> "Accepted and kept";
      case "Resolved" -> "Beneficiary found at the receiving bank";
      case "Held" -> "Held: a name may be on a list";
      case "Cleared" -> "Screened and cleared";
      case "Agreed" -> "Agreed with the receiving bank";
      case "AwaitingApproval" -> "Waits for a second person's approval";
      case "Quoted" -> "Price fixed";
      case "Signed" -> "Transaction signed and stored";
      case "Submitted" -> "Submitted to the ledger";
      case "Settled" -> "Settled: the ledger says what was delivered";
      case "Rejected" -> "Rejected: the money stays with the sender";
      default -> "";
    };
  }

  /** An amount with its thousands set apart: {@code 50 000 000.00 EUR}, by narrow spaces. */
  static String grouped(String amount) {
    int end = amount.indexOf('.');
    if (end < 0) {
      end = amount.indexOf(' ') < 0 ? amount.length() : amount.indexOf(' ');
    }
    StringBuilder grouped = new StringBuilder(amount);
    int first = amount.startsWith("-") ? 1 : 0;
    for (int i = end - GROUP; i > first; i -= GROUP) {
      grouped.insert(i, NARROW_SPACE);
    }
    return grouped.toString();
  }

  /** A kind of account of the books. */
  static String kind(BookAccount.Kind kind) {
    return switch (kind) {
      case NOSTRO -> "Nostro: our credit on the ledger";
      case VOSTRO -> "Vostro: owed to who funded us";
      case CUSTOMER -> "Customers";
      case IN_FLIGHT -> "In flight: accepted, not settled";
      case SUSPENSE -> "Suspense: arrived, not matched";
      case FEE -> "Fees earned";
      case POSITION -> "Exchange position";
    };
  }

  /** Who did a step, for people. */
  static String by(String by) {
    int colon = by.indexOf(':');
    if (colon < 0) {
      return "stage " + by;
    }
    return by.substring(0, colon) + " " + by.substring(colon + 1).replace(",", " and ");
  }
}
