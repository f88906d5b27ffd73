package org.corridor.ledger.bench;

import org.corridor.ledger.state.AccountId;
import org.corridor.ledger.state.Asset;
import org.stellar.sdk.xdr.ChangeTrustAsset;
import org.stellar.sdk.xdr.ChangeTrustOp;
import org.stellar.sdk.xdr.CreateAccountOp;
import org.stellar.sdk.xdr.Int64;
import org.stellar.sdk.xdr.ManageSellOfferOp;
import org.stellar.sdk.xdr.Operation;
import org.stellar.sdk.xdr.OperationType;
import org.stellar.sdk.xdr.PathPaymentStrictReceiveOp;
import org.stellar.sdk.xdr.PaymentOp;
import org.stellar.sdk.xdr.Price;

/** The operations that the measurements are made of. */
final class Operations {
  private Operations() {}

  static Operation createAccount(AccountId created, long balance) {
    CreateAccountOp op = new CreateAccountOp();
    op.setDestination(created.toXdr());
    op.setStartingBalance(new Int64(balance));
    Operation.OperationBody body = new Operation.OperationBody();
    body.setDiscriminant(OperationType.CREATE_ACCOUNT);
    body.setCreateAccountOp(op);
    return of(body);
  }

  static Operation pay(AccountId payee, Asset asset, long amount) {
    PaymentOp op = new PaymentOp();
    op.setDestination(Purse.address(payee));
    op.setAsset(asset.toXdr());
    op.setAmount(new Int64(amount));
    Operation.OperationBody body = new Operation.OperationBody();
    body.setDiscriminant(OperationType.PAYMENT);
    body.setPaymentOp(op);
    return of(body);
  }

  /** Delivers exactly an amount, through the books of the path, for at most this much. */
  static Operation deliver(
      AccountId payee, Asset sent, long sendMax, Asset received, long amount, Asset... path) {
    PathPaymentStrictReceiveOp op = new PathPaymentStrictReceiveOp();
    op.setSendAsset(sent.toXdr());
    op.setSendMax(new Int64(sendMax));
    op.setDestination(Purse.address(payee));
    op.setDestAsset(received.toXdr());
    op.setDestAmount(new Int64(amount));
    org.stellar.sdk.xdr.Asset[] between = new org.stellar.sdk.xdr.Asset[path.length];
    for (int i = 0; i < path.length; i++) {
      between[i] = path[i].toXdr();
    }
    op.setPath(between);
    Operation.OperationBody body = new Operation.OperationBody();
    body.setDiscriminant(OperationType.PATH_PAYMENT_STRICT_RECEIVE);
    body.setPathPaymentStrictReceiveOp(op);
    return of(body);
  }

  static Operation trust(Asset asset) {
    org.stellar.sdk.xdr.Asset xdr = asset.toXdr();
    ChangeTrustAsset line = new ChangeTrustAsset();
    line.setDiscriminant(xdr.getDiscriminant());
    line.setAlphaNum4(xdr.getAlphaNum4());
    line.setAlphaNum12(xdr.getAlphaNum12());
    ChangeTrustOp op = new ChangeTrustOp();
    op.setLine(line);
    op.setLimit(new Int64(Long.MAX_VALUE));
    Operation.OperationBody body = new Operation.OperationBody();
    body.setDiscriminant(OperationType.CHANGE_TRUST);
    body.setChangeTrustOp(op);
    return of(body);
  }

  /** Offers an amount of one asset for another at n / d of that for each. */
  static Operation offer(Asset selling, Asset buying, long amount, int n, int d) {
    ManageSellOfferOp op = new ManageSellOfferOp();
    op.setSelling(selling.toXdr());
    op.setBuying(buying.toXdr());
    op.setAmount(new Int64(amount));
    Price price = new Price();
    price.setN(new org.stellar.sdk.xdr.Int32(n));
    price.setD(new org.stellar.sdk.xdr.Int32(d));
    op.setPrice(price);
    op.setOfferID(new Int64(0L));
    Operation.OperationBody body = new Operation.OperationBody();
    body.setDiscriminant(OperationType.MANAGE_SELL_OFFER);
    body.setManageSellOfferOp(op);
    return of(body);
  }

  private static Operation of(Operation.OperationBody body) {
    Operation operation = new Operation();
    operation.setBody(body);
    return operation;
  }
}
