package org.corridor.domain.testing;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.corridor.domain.Invariant;
import org.corridor.domain.payment.Uetr;
import org.corridor.domain.settlement.IncomingAgreement;
import org.corridor.domain.settlement.IncomingStore;
import org.corridor.domain.settlement.SettlementLedger.Arrival;
import org.corridor.domain.settlement.SignedTransaction;
import org.corridor.domain.testing.Memory.ArrivalRow;
import org.corridor.domain.testing.Memory.Fate;

record MemoryIncoming(Memory memory) implements IncomingStore {
  @Override
  public IncomingAgreement recordAgreement(IncomingAgreement agreement) {
    Standing known = memory.state().agreements.get(agreement.uetr());
    if (known == null) {
      memory.state().agreements.put(agreement.uetr(), new Standing(agreement, null));
      return agreement;
    }
    IncomingAgreement kept = known.agreement();
    if (kept.memoHash().equals(agreement.memoHash())
        && agreement.expiresAt().isAfter(kept.expiresAt())) {
      kept =
          new IncomingAgreement(
              kept.uetr(),
              kept.memoHash(),
              kept.accountId(),
              kept.currency(),
              kept.expected(),
              kept.sender(),
              kept.debtorName(),
              kept.debtorBank(),
              kept.endToEndId(),
              kept.agreedAt(),
              agreement.expiresAt());
      memory.state().agreements.put(kept.uetr(), new Standing(kept, known.creditedAt()));
    }
    return kept;
  }

  @Override
  public Optional<IncomingAgreement> agreement(Uetr uetr) {
    return Optional.ofNullable(memory.state().agreements.get(uetr)).map(Standing::agreement);
  }

  @Override
  public List<Standing> takeAgreements(Collection<String> memoHashes) {
    return memory.state().agreements.values().stream()
        .filter(s -> memoHashes.contains(s.agreement().memoHash()))
        .toList();
  }

  @Override
  public int recordArrivals(List<Arrival> arrivals) {
    int fresh = 0;
    for (Arrival a : arrivals) {
      ArrivalRow row = new ArrivalRow(a, Fate.OPEN, null, null, null, null);
      if (memory.state().arrivals.putIfAbsent(a.id(), row) == null) {
        memory.state().arrivalOrder.add(a.id());
        fresh++;
      }
    }
    return fresh;
  }

  @Override
  public List<Arrival> takeArrivals(int max) {
    return memory.state().arrivalOrder.stream()
        .map(id -> memory.state().arrivals.get(id))
        .filter(r -> r.fate() == Fate.OPEN)
        .limit(max)
        .map(ArrivalRow::arrival)
        .toList();
  }

  @Override
  public void credited(List<Credit> credits) {
    for (Credit credit : credits) {
      Standing standing = memory.state().agreements.get(credit.uetr());
      Invariant.require(standing.creditedAt() == null, "an agreement is credited once");
      memory.state().agreements.put(credit.uetr(), new Standing(standing.agreement(), credit.at()));
      for (String id : credit.arrivalIds()) {
        ArrivalRow row = memory.state().arrivals.get(id);
        Invariant.require(
            row.fate() == Fate.OPEN || row.fate() == Fate.SUSPENSE && row.underWay() == null,
            "an arrival is credited once");
        put(row, Fate.CREDITED, null, null, null);
      }
    }
  }

  @Override
  public void funded(List<String> arrivalIds, Instant at) {
    for (String id : arrivalIds) {
      ArrivalRow row = memory.state().arrivals.get(id);
      Invariant.require(row.fate() == Fate.OPEN, "an arrival has one fate");
      put(row, Fate.FUNDING, null, null, null);
    }
  }

  @Override
  public void toSuspense(List<Suspended> items) {
    for (Suspended item : items) {
      ArrivalRow row = memory.state().arrivals.get(item.arrival().id());
      Invariant.require(row.fate() == Fate.OPEN, "an arrival has one fate");
      put(row, Fate.SUSPENSE, item, null, null);
    }
  }

  @Override
  public List<Suspended> takeParts(Collection<Uetr> payments) {
    return suspended(r -> r.underWay() == null)
        .filter(s -> s.reason().isPart() && payments.contains(s.uetr()))
        .toList();
  }

  @Override
  public List<Suspended> suspense(String afterArrivalId, int max) {
    return suspended(r -> r.arrival().id().compareTo(afterArrivalId) > 0).limit(max).toList();
  }

  @Override
  public boolean returnAt(String arrivalId, Instant when) {
    ArrivalRow row = memory.state().arrivals.get(arrivalId);
    if (row == null || row.fate() != Fate.SUSPENSE || row.underWay() != null) {
      return false;
    }
    put(row, Fate.SUSPENSE, due(row.suspended(), when, row.suspended().tries()), null, null);
    return true;
  }

  @Override
  public List<Suspended> takeReturnsDue(Instant now, int max) {
    return suspended(r -> r.underWay() == null)
        .filter(s -> s.returnAt() != null && !s.returnAt().isAfter(now))
        .sorted(Comparator.comparing(Suspended::returnAt))
        .limit(max)
        .toList();
  }

  @Override
  public void returnSigned(List<ReturnUnderWay> returns) {
    for (ReturnUnderWay r : returns) {
      ArrivalRow row = memory.state().arrivals.get(r.item().arrival().id());
      Invariant.require(
          row.fate() == Fate.SUSPENSE && row.underWay() == null, "one return at a time");
      put(row, Fate.SUSPENSE, row.suspended(), r.transaction(), Instant.MIN);
    }
  }

  @Override
  public List<ReturnUnderWay> takeReturnsUnderWay(Instant now, int max) {
    return memory.state().arrivals.values().stream()
        .filter(r -> r.underWay() != null && r.fate() == Fate.SUSPENSE)
        .filter(r -> !r.nextLook().isAfter(now))
        .limit(max)
        .map(r -> new ReturnUnderWay(r.suspended(), r.underWay()))
        .toList();
  }

  @Override
  public void returnLater(ReturnUnderWay underWay, Instant notBefore) {
    ArrivalRow row = memory.state().arrivals.get(underWay.item().arrival().id());
    put(row, Fate.SUSPENSE, row.suspended(), row.underWay(), notBefore);
  }

  @Override
  public void returned(ReturnUnderWay underWay, Instant at) {
    ArrivalRow row = memory.state().arrivals.get(underWay.item().arrival().id());
    Invariant.require(underWay.transaction().equals(row.underWay()), "the return under way");
    put(row, Fate.RETURNED, null, null, null);
  }

  @Override
  public void returnFailed(ReturnUnderWay underWay, Instant returnAt) {
    ArrivalRow row = memory.state().arrivals.get(underWay.item().arrival().id());
    Invariant.require(underWay.transaction().equals(row.underWay()), "the return under way");
    Suspended item = due(row.suspended(), returnAt, row.suspended().tries() + 1);
    put(row, Fate.SUSPENSE, item, null, null);
  }

  @Override
  public boolean isOurReturn(String transactionHash) {
    return memory.state().arrivals.values().stream()
        .anyMatch(r -> transactionHash.equals(r.lastReturn()));
  }

  private static Suspended due(Suspended s, Instant returnAt, int tries) {
    return new Suspended(s.arrival(), s.reason(), s.uetr(), s.since(), returnAt, tries);
  }

  private Stream<Suspended> suspended(Predicate<ArrivalRow> which) {
    return memory.state().arrivals.values().stream()
        .filter(r -> r.fate() == Fate.SUSPENSE)
        .filter(which)
        .map(ArrivalRow::suspended);
  }

  private void put(
      ArrivalRow row, Fate fate, Suspended item, SignedTransaction underWay, Instant nextLook) {
    String lastReturn = underWay == null ? row.lastReturn() : underWay.hash();
    memory
        .state()
        .arrivals
        .put(
            row.arrival().id(),
            new ArrivalRow(row.arrival(), fate, item, underWay, nextLook, lastReturn));
  }
}
