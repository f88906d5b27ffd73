package org.corridor.ledger.store;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.corridor.ledger.state.Account;
import org.corridor.ledger.state.AccountId;
import org.corridor.ledger.state.Entry;
import org.corridor.ledger.state.LedgerTransaction.Change;
import org.corridor.ledger.state.Signer;
import org.corridor.ledger.state.SignerKey;
import org.jspecify.annotations.Nullable;
import org.stellar.sdk.xdr.AccountEntry;
import org.stellar.sdk.xdr.AccountID;
import org.stellar.sdk.xdr.Claimant;
import org.stellar.sdk.xdr.InflationPayout;
import org.stellar.sdk.xdr.LedgerEntry;
import org.stellar.sdk.xdr.LedgerKey;
import org.stellar.sdk.xdr.MuxedAccount;
import org.stellar.sdk.xdr.Operation;
import org.stellar.sdk.xdr.OperationResult;
import org.stellar.sdk.xdr.OperationResultCode;
import org.stellar.sdk.xdr.OperationType;
import org.stellar.sdk.xdr.RevokeSponsorshipOp;
import org.stellar.sdk.xdr.SponsorshipDescriptor;
import org.stellar.sdk.xdr.TransactionEnvelope;

/** Who takes part in an operation, as Horizon counts it. */
public final class Participants {
  private Participants() {}

  /** The account that an operation acts for. */
  public static MuxedAccount source(TransactionEnvelope envelope, Operation operation) {
    MuxedAccount source = operation.getSourceAccount();
    return source == null ? Xdr.source(envelope) : source;
  }

  /** Whether Horizon lists operations of this type as payments. */
  public static boolean isPayment(OperationType type) {
    return switch (type) {
      case CREATE_ACCOUNT,
          PAYMENT,
          PATH_PAYMENT_STRICT_RECEIVE,
          PATH_PAYMENT_STRICT_SEND,
          ACCOUNT_MERGE ->
          true;
      default -> false;
    };
  }

  /** Public keys of the accounts that the body of an operation names, without its source. */
  static void named(
      TransactionEnvelope envelope, int index, boolean successful, Consumer<byte[]> keys) {
    Operation operation = Xdr.operations(envelope)[index];
    Operation.OperationBody body = operation.getBody();
    switch (body.getDiscriminant()) {
      case CREATE_ACCOUNT -> keys.accept(Xdr.key(body.getCreateAccountOp().getDestination()));
      case PAYMENT -> keys.accept(Xdr.key(body.getPaymentOp().getDestination()));
      case PATH_PAYMENT_STRICT_RECEIVE ->
          keys.accept(Xdr.key(body.getPathPaymentStrictReceiveOp().getDestination()));
      case PATH_PAYMENT_STRICT_SEND ->
          keys.accept(Xdr.key(body.getPathPaymentStrictSendOp().getDestination()));
      case ALLOW_TRUST -> keys.accept(Xdr.key(body.getAllowTrustOp().getTrustor()));
      case ACCOUNT_MERGE -> keys.accept(Xdr.key(body.getDestination()));
      case CREATE_CLAIMABLE_BALANCE -> {
        for (Claimant claimant : body.getCreateClaimableBalanceOp().getClaimants()) {
          keys.accept(Xdr.key(claimant.getV0().getDestination()));
        }
      }
      case BEGIN_SPONSORING_FUTURE_RESERVES ->
          keys.accept(Xdr.key(body.getBeginSponsoringFutureReservesOp().getSponsoredID()));
      case END_SPONSORING_FUTURE_RESERVES -> {
        MuxedAccount sponsor = successful ? beginSponsor(envelope, index) : null;
        if (sponsor != null) {
          keys.accept(Xdr.key(sponsor));
        }
      }
      case REVOKE_SPONSORSHIP -> revoked(body.getRevokeSponsorshipOp(), keys);
      case CLAWBACK -> keys.accept(Xdr.key(body.getClawbackOp().getFrom()));
      case SET_TRUST_LINE_FLAGS -> keys.accept(Xdr.key(body.getSetTrustLineFlagsOp().getTrustor()));
      default -> {}
    }
  }

  private static void revoked(RevokeSponsorshipOp op, Consumer<byte[]> keys) {
    if (op.getSigner() != null) {
      keys.accept(Xdr.key(op.getSigner().getAccountID()));
      return;
    }
    LedgerKey key = op.getLedgerKey();
    switch (key.getDiscriminant()) {
      case ACCOUNT -> keys.accept(Xdr.key(key.getAccount().getAccountID()));
      case DATA -> keys.accept(Xdr.key(key.getData().getAccountID()));
      case OFFER -> keys.accept(Xdr.key(key.getOffer().getSellerID()));
      case TRUSTLINE -> keys.accept(Xdr.key(key.getTrustLine().getAccountID()));
      default -> {}
    }
  }

  /** Who paid out by an inflation operation; protocol 12 and later pay nobody. */
  static void paidByInflation(OperationResult result, Consumer<byte[]> keys) {
    if (result.getDiscriminant() == OperationResultCode.opINNER
        && result.getTr().getDiscriminant() == OperationType.INFLATION
        && result.getTr().getInflationResult().getPayouts() != null) {
      for (InflationPayout payout : result.getTr().getInflationResult().getPayouts()) {
        keys.accept(Xdr.key(payout.getDestination()));
      }
    }
  }

  /** The source of the operation that began the sponsorship which this operation ends. */
  public static @Nullable MuxedAccount beginSponsor(TransactionEnvelope envelope, int index) {
    Operation[] operations = Xdr.operations(envelope);
    byte[] sponsored = Xdr.key(source(envelope, operations[index]));
    for (int i = index - 1; i >= 0; i--) {
      Operation.OperationBody body = operations[i].getBody();
      if (body.getDiscriminant() == OperationType.BEGIN_SPONSORING_FUTURE_RESERVES
          && java.util.Arrays.equals(
              Xdr.key(body.getBeginSponsoringFutureReservesOp().getSponsoredID()), sponsored)) {
        return source(envelope, operations[i]);
      }
    }
    return null;
  }

  /** Who sponsors what the operation created: an entry, or the signer that it set. */
  public static @Nullable AccountId sponsor(Operation operation, List<Change> changes) {
    SignerKey signer = null;
    if (operation.getBody().getDiscriminant() == OperationType.SET_OPTIONS
        && operation.getBody().getSetOptionsOp().getSigner() != null) {
      signer = SignerKey.of(operation.getBody().getSetOptionsOp().getSigner().getKey());
    }
    for (Change change : changes) {
      Entry after = change.after();
      AccountId sponsor = null;
      if (after != null && change.before() == null) {
        sponsor = after.sponsor();
      } else if (after instanceof Account account && signer != null) {
        AccountId now = signerSponsor(account, signer);
        sponsor = Objects.equals(now, signerSponsor(change.before(), signer)) ? null : now;
      }
      if (sponsor != null) {
        return sponsor;
      }
    }
    return null;
  }

  private static @Nullable AccountId signerSponsor(@Nullable Entry entry, SignerKey key) {
    if (entry instanceof Account account) {
      for (Signer signer : account.signers()) {
        if (signer.key().equals(key)) {
          return signer.sponsor();
        }
      }
    }
    return null;
  }

  /** Sponsors of an account's signers, in the order of its signers; null where there is none. */
  public static List<@Nullable AccountID> signerSponsors(AccountEntry account) {
    List<@Nullable AccountID> sponsors = new ArrayList<>(account.getSigners().length);
    var v1 = account.getExt().getDiscriminant() == 1 ? account.getExt().getV1() : null;
    var v2 = v1 != null && v1.getExt().getDiscriminant() == 2 ? v1.getExt().getV2() : null;
    for (int i = 0; i < account.getSigners().length; i++) {
      SponsorshipDescriptor sponsor = v2 == null ? null : v2.getSignerSponsoringIDs()[i];
      sponsors.add(sponsor == null ? null : sponsor.getSponsorshipDescriptor());
    }
    return sponsors;
  }

  /** Who sponsors an entry; null when its owner pays for it himself. */
  public static @Nullable AccountID sponsorOf(LedgerEntry entry) {
    if (entry.getExt().getDiscriminant() != 1) {
      return null;
    }
    SponsorshipDescriptor sponsor = entry.getExt().getV1().getSponsoringID();
    return sponsor == null ? null : sponsor.getSponsorshipDescriptor();
  }
}
