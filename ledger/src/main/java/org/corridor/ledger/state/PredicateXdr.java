package org.corridor.ledger.state;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.stellar.sdk.xdr.ClaimPredicate;
import org.stellar.sdk.xdr.ClaimPredicateType;
import org.stellar.sdk.xdr.Claimant;
import org.stellar.sdk.xdr.ClaimantType;
import org.stellar.sdk.xdr.Int64;

/** Claimants to XDR and back. Nesting is bounded where envelopes are decoded. */
public final class PredicateXdr {
  private PredicateXdr() {}

  /** Returns a claimant of an XDR claimant. */
  public static ClaimableBalance.Claimant decode(Claimant xdr) {
    return new ClaimableBalance.Claimant(
        AccountId.of(xdr.getV0().getDestination()), decode(xdr.getV0().getPredicate()));
  }

  static Claimant encode(ClaimableBalance.Claimant claimant) {
    Claimant.ClaimantV0 v0 = new Claimant.ClaimantV0();
    v0.setDestination(claimant.destination().toXdr());
    v0.setPredicate(encode(claimant.predicate()));
    Claimant xdr = new Claimant();
    xdr.setDiscriminant(ClaimantType.CLAIMANT_TYPE_V0);
    xdr.setV0(v0);
    return xdr;
  }

  private static Predicate decode(ClaimPredicate xdr) {
    return switch (xdr.getDiscriminant()) {
      case CLAIM_PREDICATE_UNCONDITIONAL -> new Predicate.Unconditional();
      case CLAIM_PREDICATE_AND -> new Predicate.And(all(xdr.getAndPredicates()));
      case CLAIM_PREDICATE_OR -> new Predicate.Or(all(xdr.getOrPredicates()));
      case CLAIM_PREDICATE_NOT -> new Predicate.Not(optional(xdr.getNotPredicate()));
      case CLAIM_PREDICATE_BEFORE_ABSOLUTE_TIME ->
          new Predicate.BeforeAbsolute(xdr.getAbsBefore().getInt64());
      case CLAIM_PREDICATE_BEFORE_RELATIVE_TIME ->
          new Predicate.BeforeRelative(xdr.getRelBefore().getInt64());
    };
  }

  private static @Nullable Predicate optional(@Nullable ClaimPredicate xdr) {
    return xdr == null ? null : decode(xdr);
  }

  private static List<Predicate> all(ClaimPredicate[] parts) {
    List<Predicate> predicates = new ArrayList<>(parts.length);
    for (ClaimPredicate part : parts) {
      predicates.add(decode(part));
    }
    return List.copyOf(predicates);
  }

  private static ClaimPredicate encode(Predicate predicate) {
    ClaimPredicate xdr = new ClaimPredicate();
    switch (predicate) {
      case Predicate.Unconditional _ ->
          xdr.setDiscriminant(ClaimPredicateType.CLAIM_PREDICATE_UNCONDITIONAL);
      case Predicate.And and -> {
        xdr.setDiscriminant(ClaimPredicateType.CLAIM_PREDICATE_AND);
        xdr.setAndPredicates(all(and.parts()));
      }
      case Predicate.Or or -> {
        xdr.setDiscriminant(ClaimPredicateType.CLAIM_PREDICATE_OR);
        xdr.setOrPredicates(all(or.parts()));
      }
      case Predicate.Not not -> {
        xdr.setDiscriminant(ClaimPredicateType.CLAIM_PREDICATE_NOT);
        Predicate part = not.part();
        if (part != null) {
          xdr.setNotPredicate(encode(part));
        }
      }
      case Predicate.BeforeAbsolute before -> {
        xdr.setDiscriminant(ClaimPredicateType.CLAIM_PREDICATE_BEFORE_ABSOLUTE_TIME);
        xdr.setAbsBefore(new Int64(before.time()));
      }
      case Predicate.BeforeRelative before -> {
        xdr.setDiscriminant(ClaimPredicateType.CLAIM_PREDICATE_BEFORE_RELATIVE_TIME);
        xdr.setRelBefore(new Int64(before.seconds()));
      }
    }
    return xdr;
  }

  private static ClaimPredicate[] all(List<Predicate> parts) {
    return parts.stream().map(PredicateXdr::encode).toArray(ClaimPredicate[]::new);
  }
}
