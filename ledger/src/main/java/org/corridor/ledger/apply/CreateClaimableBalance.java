package org.corridor.ledger.apply;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.corridor.ledger.state.Account;
import org.corridor.ledger.state.AccountId;
import org.corridor.ledger.state.Asset;
import org.corridor.ledger.state.ClaimableBalance;
import org.corridor.ledger.state.ClaimableBalance.Claimant;
import org.corridor.ledger.state.KeyXdr;
import org.corridor.ledger.state.LedgerTransaction;
import org.corridor.ledger.state.Predicate;
import org.corridor.ledger.state.PredicateXdr;
import org.corridor.ledger.state.Stamp;
import org.stellar.sdk.xdr.CreateClaimableBalanceOp;
import org.stellar.sdk.xdr.CreateClaimableBalanceResult;
import org.stellar.sdk.xdr.CreateClaimableBalanceResultCode;
import org.stellar.sdk.xdr.OperationType;

/** Sets an amount aside for others to claim. */
final class CreateClaimableBalance extends OperationFrame {
  private static final int NESTING_MAX = 4;
  private static final int AUTH_CLAWBACK_ENABLED = 8;

  private final Asset asset;
  private final long amount;
  private final List<Claimant> claimants;

  CreateClaimableBalance(Place place, CreateClaimableBalanceOp op) {
    super(place);
    this.asset = Asset.of(op.getAsset());
    this.amount = op.getAmount().getInt64();
    List<Claimant> decoded = new ArrayList<>(op.getClaimants().length);
    for (org.stellar.sdk.xdr.Claimant claimant : op.getClaimants()) {
      decoded.add(PredicateXdr.decode(claimant));
    }
    this.claimants = List.copyOf(decoded);
  }

  @Override
  Optional<Outcome> malformed() {
    Set<AccountId> destinations = new HashSet<>();
    boolean valid =
        asset.valid()
            && amount > 0
            && !claimants.isEmpty()
            && claimants.stream().allMatch(claimant -> destinations.add(claimant.destination()))
            && claimants.stream().allMatch(claimant -> valid(claimant.predicate(), 1));
    return valid
        ? Optional.empty()
        : Optional.of(of(CreateClaimableBalanceResultCode.CREATE_CLAIMABLE_BALANCE_MALFORMED));
  }

  private static boolean valid(Predicate predicate, int depth) {
    if (depth > NESTING_MAX) {
      return false;
    }
    return switch (predicate) {
      case Predicate.Unconditional _ -> true;
      case Predicate.And and -> validPair(and.parts(), depth);
      case Predicate.Or or -> validPair(or.parts(), depth);
      case Predicate.Not not -> not.part() != null && valid(not.part(), depth + 1);
      case Predicate.BeforeAbsolute before -> before.time() >= 0;
      case Predicate.BeforeRelative before -> before.seconds() >= 0;
    };
  }

  private static boolean validPair(List<Predicate> parts, int depth) {
    return parts.size() == 2 && parts.stream().allMatch(part -> valid(part, depth + 1));
  }

  @Override
  Outcome apply(LedgerTransaction ledger) {
    Account creator = Sponsorships.loadAccount(ledger, source());
    Holding holding = Holding.load(ledger, source(), asset);
    if (!holding.exists()) {
      return of(CreateClaimableBalanceResultCode.CREATE_CLAIMABLE_BALANCE_NO_TRUST);
    }
    if (!holding.authorized()) {
      return of(CreateClaimableBalanceResultCode.CREATE_CLAIMABLE_BALANCE_NOT_AUTHORIZED);
    }
    if (!holding.add(-amount)) {
      return of(CreateClaimableBalanceResultCode.CREATE_CLAIMABLE_BALANCE_UNDERFUNDED);
    }
    boolean clawback =
        asset.issuedBy(source()) ? creator.has(AUTH_CLAWBACK_ENABLED) : holding.clawbackEnabled();
    ClaimableBalance balance =
        new ClaimableBalance(
            OperationIds.of(place()),
            claimants.stream()
                .map(c -> new Claimant(c.destination(), absolute(c.predicate(), ledger)))
                .toList(),
            asset,
            amount,
            clawback,
            clawback ? 1 : 0,
            Stamp.NEW);
    Sponsorships.Created<ClaimableBalance> created =
        Sponsorships.createBalance(ledger, balance, source());
    if (created.reserve() != Sponsorships.Reserve.DONE) {
      return Outcome.of(
          created.reserve(),
          of(CreateClaimableBalanceResultCode.CREATE_CLAIMABLE_BALANCE_LOW_RESERVE));
    }
    ledger.put(created.entry());
    CreateClaimableBalanceResult result = new CreateClaimableBalanceResult();
    result.setDiscriminant(CreateClaimableBalanceResultCode.CREATE_CLAIMABLE_BALANCE_SUCCESS);
    result.setBalanceID(KeyXdr.balanceId(balance.id()));
    return Outcome.of(
        OperationType.CREATE_CLAIMABLE_BALANCE,
        0,
        tr -> tr.setCreateClaimableBalanceResult(result));
  }

  /** Fixes times that are relative to this ledger. */
  private static Predicate absolute(Predicate predicate, LedgerTransaction ledger) {
    return switch (predicate) {
      case Predicate.And and -> new Predicate.And(absolute(and.parts(), ledger));
      case Predicate.Or or -> new Predicate.Or(absolute(or.parts(), ledger));
      case Predicate.Not(Predicate part) when part != null ->
          new Predicate.Not(absolute(part, ledger));
      case Predicate.BeforeRelative before ->
          new Predicate.BeforeAbsolute(
              ledger.closeTime() > Long.MAX_VALUE - before.seconds()
                  ? Long.MAX_VALUE
                  : ledger.closeTime() + before.seconds());
      case Predicate.Unconditional _, Predicate.BeforeAbsolute _, Predicate.Not _ -> predicate;
    };
  }

  private static List<Predicate> absolute(List<Predicate> parts, LedgerTransaction ledger) {
    return parts.stream().map(part -> absolute(part, ledger)).toList();
  }

  private static Outcome of(CreateClaimableBalanceResultCode code) {
    CreateClaimableBalanceResult result = new CreateClaimableBalanceResult();
    result.setDiscriminant(code);
    return Outcome.of(
        OperationType.CREATE_CLAIMABLE_BALANCE,
        code.getValue(),
        tr -> tr.setCreateClaimableBalanceResult(result));
  }
}
