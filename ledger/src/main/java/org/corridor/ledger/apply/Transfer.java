package org.corridor.ledger.apply;

import org.corridor.ledger.state.AccountId;
import org.corridor.ledger.state.Asset;
import org.corridor.ledger.state.LedgerTransaction;
import org.stellar.sdk.xdr.PathPaymentStrictReceiveResultCode;

/**
 * The two ends of payments. The codes of the three payment operations have the same values; they
 * are spoken of here by those of the strict-receive path payment.
 */
final class Transfer {
  private Transfer() {}

  /** Whether the destination need not exist: the issuer always can get back what it issued. */
  static boolean returnsToIssuer(Asset sent, Asset received, boolean path, AccountId destination) {
    return !path && sent.equals(received) && received.issuedBy(destination);
  }

  static PathPaymentStrictReceiveResultCode deliver(
      LedgerTransaction ledger, AccountId destination, Asset asset, long amount) {
    Holding holding = Holding.load(ledger, destination, asset);
    if (!holding.exists()) {
      return PathPaymentStrictReceiveResultCode.PATH_PAYMENT_STRICT_RECEIVE_NO_TRUST;
    }
    if (!holding.authorized()) {
      return PathPaymentStrictReceiveResultCode.PATH_PAYMENT_STRICT_RECEIVE_NOT_AUTHORIZED;
    }
    return holding.add(amount)
        ? PathPaymentStrictReceiveResultCode.PATH_PAYMENT_STRICT_RECEIVE_SUCCESS
        : PathPaymentStrictReceiveResultCode.PATH_PAYMENT_STRICT_RECEIVE_LINE_FULL;
  }

  static PathPaymentStrictReceiveResultCode charge(
      LedgerTransaction ledger, AccountId sender, Asset asset, long amount) {
    Holding holding = Holding.load(ledger, sender, asset);
    if (!holding.exists()) {
      return PathPaymentStrictReceiveResultCode.PATH_PAYMENT_STRICT_RECEIVE_SRC_NO_TRUST;
    }
    if (!holding.authorized()) {
      return PathPaymentStrictReceiveResultCode.PATH_PAYMENT_STRICT_RECEIVE_SRC_NOT_AUTHORIZED;
    }
    return holding.add(-amount)
        ? PathPaymentStrictReceiveResultCode.PATH_PAYMENT_STRICT_RECEIVE_SUCCESS
        : PathPaymentStrictReceiveResultCode.PATH_PAYMENT_STRICT_RECEIVE_UNDERFUNDED;
  }

  static boolean done(PathPaymentStrictReceiveResultCode code) {
    return code == PathPaymentStrictReceiveResultCode.PATH_PAYMENT_STRICT_RECEIVE_SUCCESS;
  }
}
