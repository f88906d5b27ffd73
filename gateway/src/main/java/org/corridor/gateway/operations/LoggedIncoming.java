package org.corridor.gateway.operations;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.corridor.domain.payment.Uetr;
import org.corridor.domain.settlement.IncomingAgreement;
import org.corridor.domain.settlement.IncomingStore;
import org.corridor.domain.settlement.SettlementLedger.Arrival;
import org.jspecify.annotations.Nullable;

/** The receiving side, and a log of what is written about it. */
record LoggedIncoming(IncomingStore inner, PaymentLog log) implements IncomingStore {
  @Override
  public IncomingAgreement recordAgreement(IncomingAgreement agreement) {
    return inner.recordAgreement(agreement);
  }

  @Override
  public List<IncomingAgreement> recordAgreements(List<IncomingAgreement> agreements) {
    return inner.recordAgreements(agreements);
  }

  @Override
  public Optional<IncomingAgreement> agreement(Uetr uetr) {
    return inner.agreement(uetr);
  }

  @Override
  public List<Standing> takeAgreements(Collection<String> memoHashes) {
    return inner.takeAgreements(memoHashes);
  }

  @Override
  public int recordArrivals(List<Arrival> arrivals) {
    return inner.recordArrivals(arrivals);
  }

  @Override
  public List<Arrival> takeArrivals(int max) {
    return inner.takeArrivals(max);
  }

  @Override
  public void credited(List<Credit> credits) {
    inner.credited(credits);
    log.credited(credits);
  }

  @Override
  public void funded(List<String> arrivalIds, Instant at) {
    inner.funded(arrivalIds, at);
  }

  @Override
  public void toSuspense(List<Suspended> items) {
    inner.toSuspense(items);
    log.suspended(items);
  }

  @Override
  public List<Suspended> takeParts(Collection<Uetr> payments) {
    return inner.takeParts(payments);
  }

  @Override
  public List<Suspended> suspense(String afterArrivalId, int max) {
    return inner.suspense(afterArrivalId, max);
  }

  @Override
  public boolean returnAt(String arrivalId, @Nullable Instant when) {
    return inner.returnAt(arrivalId, when);
  }

  @Override
  public List<Suspended> takeReturnsDue(Instant now, int max) {
    return inner.takeReturnsDue(now, max);
  }

  @Override
  public void returnSigned(List<ReturnUnderWay> returns) {
    inner.returnSigned(returns);
  }

  @Override
  public List<ReturnUnderWay> takeReturnsUnderWay(Instant now, int max) {
    return inner.takeReturnsUnderWay(now, max);
  }

  @Override
  public void returnLater(ReturnUnderWay underWay, Instant notBefore) {
    inner.returnLater(underWay, notBefore);
  }

  @Override
  public void returned(ReturnUnderWay underWay, Instant at) {
    inner.returned(underWay, at);
    log.returned(underWay);
  }

  @Override
  public void returnFailed(ReturnUnderWay underWay, @Nullable Instant returnAt) {
    inner.returnFailed(underWay, returnAt);
  }

  @Override
  public boolean isOurReturn(String transactionHash) {
    return inner.isOurReturn(transactionHash);
  }
}
