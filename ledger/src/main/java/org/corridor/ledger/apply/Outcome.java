package org.corridor.ledger.apply;

import java.util.function.Consumer;
import org.stellar.sdk.xdr.OperationResult;
import org.stellar.sdk.xdr.OperationResultCode;
import org.stellar.sdk.xdr.OperationType;

/** How an operation ended, as it is reported. */
record Outcome(boolean success, OperationResult result) {
  /** The operation could not even be tried. */
  static Outcome refused(OperationResultCode code) {
    OperationResult result = new OperationResult();
    result.setDiscriminant(code);
    return new Outcome(false, result);
  }

  /**
   * The operation's own result.
   *
   * @param code the value of its code; zero is success for all operations
   */
  static Outcome of(
      OperationType type, int code, Consumer<OperationResult.OperationResultTr> filler) {
    OperationResult.OperationResultTr tr = new OperationResult.OperationResultTr();
    tr.setDiscriminant(type);
    filler.accept(tr);
    OperationResult result = new OperationResult();
    result.setDiscriminant(OperationResultCode.opINNER);
    result.setTr(tr);
    return new Outcome(code == 0, result);
  }

  /** The reserve of something new could not be taken on. */
  static Outcome of(Sponsorships.Reserve reserve, Outcome lowReserve) {
    return switch (reserve) {
      case LOW_RESERVE -> lowReserve;
      case TOO_MANY_SUBENTRIES -> refused(OperationResultCode.opTOO_MANY_SUBENTRIES);
      case TOO_MANY_SPONSORING -> refused(OperationResultCode.opTOO_MANY_SPONSORING);
      case DONE -> throw new IllegalStateException("the reserve was taken on");
    };
  }
}
