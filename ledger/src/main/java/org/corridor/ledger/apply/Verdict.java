package org.corridor.ledger.apply;

import java.util.ArrayList;
import java.util.List;
import org.corridor.ledger.state.Bytes;
import org.jspecify.annotations.Nullable;
import org.stellar.sdk.xdr.Hash;
import org.stellar.sdk.xdr.InnerTransactionResult;
import org.stellar.sdk.xdr.InnerTransactionResultPair;
import org.stellar.sdk.xdr.Int64;
import org.stellar.sdk.xdr.OperationResult;
import org.stellar.sdk.xdr.TransactionResult;
import org.stellar.sdk.xdr.TransactionResultCode;

/** The result of a transaction while it comes about. */
final class Verdict {
  private long feeCharged;
  private TransactionResultCode code = TransactionResultCode.txSUCCESS;
  private final List<OperationResult> operations = new ArrayList<>();

  Verdict(long feeCharged, List<OperationFrame> frames) {
    this.feeCharged = feeCharged;
    for (OperationFrame frame : frames) {
      operations.add(Blanks.of(frame.place().type()));
    }
  }

  void setFeeCharged(long fee) {
    feeCharged = fee;
  }

  void fail(TransactionResultCode newCode) {
    code = newCode;
  }

  TransactionResultCode code() {
    return code;
  }

  boolean success() {
    return code == TransactionResultCode.txSUCCESS;
  }

  void set(int index, OperationResult result) {
    operations.set(index, result);
  }

  private OperationResult @Nullable [] results() {
    return code == TransactionResultCode.txSUCCESS || code == TransactionResultCode.txFAILED
        ? operations.toArray(OperationResult[]::new)
        : null;
  }

  TransactionResult toXdr() {
    TransactionResult.TransactionResultResult union =
        new TransactionResult.TransactionResultResult();
    union.setDiscriminant(code);
    OperationResult[] results = results();
    if (results != null) {
      union.setResults(results);
    }
    return result(feeCharged, union);
  }

  /** Wraps the result of a transaction in that of the fee bump around it. */
  TransactionResult toXdr(Bytes innerHash, Verdict inner) {
    TransactionResult.TransactionResultResult union =
        new TransactionResult.TransactionResultResult();
    if (success()) {
      union.setDiscriminant(
          inner.success()
              ? TransactionResultCode.txFEE_BUMP_INNER_SUCCESS
              : TransactionResultCode.txFEE_BUMP_INNER_FAILED);
      InnerTransactionResultPair pair = new InnerTransactionResultPair();
      pair.setTransactionHash(new Hash(innerHash.toArray()));
      pair.setResult(inner.toInnerXdr());
      union.setInnerResultPair(pair);
    } else {
      union.setDiscriminant(code);
    }
    return result(feeCharged, union);
  }

  private InnerTransactionResult toInnerXdr() {
    InnerTransactionResult.InnerTransactionResultResult union =
        new InnerTransactionResult.InnerTransactionResultResult();
    union.setDiscriminant(code);
    OperationResult[] results = results();
    if (results != null) {
      union.setResults(results);
    }
    InnerTransactionResult.InnerTransactionResultExt ext =
        new InnerTransactionResult.InnerTransactionResultExt();
    ext.setDiscriminant(0);
    InnerTransactionResult result = new InnerTransactionResult();
    result.setFeeCharged(new Int64(feeCharged));
    result.setResult(union);
    result.setExt(ext);
    return result;
  }

  private static TransactionResult result(
      long fee, TransactionResult.TransactionResultResult union) {
    TransactionResult.TransactionResultExt ext = new TransactionResult.TransactionResultExt();
    ext.setDiscriminant(0);
    TransactionResult result = new TransactionResult();
    result.setFeeCharged(new Int64(fee));
    result.setResult(union);
    result.setExt(ext);
    return result;
  }
}
