package org.corridor.ledger.apply;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.corridor.ledger.state.Account;
import org.corridor.ledger.state.Account.Thresholds;
import org.corridor.ledger.state.AccountId;
import org.corridor.ledger.state.LedgerTransaction;
import org.corridor.ledger.state.Signer;
import org.corridor.ledger.state.SignerKey;
import org.corridor.ledger.state.XdrValues;
import org.jspecify.annotations.Nullable;
import org.stellar.sdk.xdr.OperationType;
import org.stellar.sdk.xdr.SetOptionsOp;
import org.stellar.sdk.xdr.SetOptionsResult;
import org.stellar.sdk.xdr.SetOptionsResultCode;
import org.stellar.sdk.xdr.SignerKeyType;
import org.stellar.sdk.xdr.Uint32;

/** Changes an account's flags, thresholds, signers, home domain, inflation destination. */
final class SetOptions extends OperationFrame {
  /** The most signers of an account. */
  static final int SIGNERS_MAX = 20;

  private static final int AUTH_REVOCABLE = 2;
  private static final int AUTH_IMMUTABLE = 4;
  private static final int AUTH_CLAWBACK_ENABLED = 8;
  private static final int ALL_FLAGS = 15;
  private static final long WEIGHT_MAX = 255;

  private final SetOptionsOp op;

  SetOptions(Place place, SetOptionsOp op) {
    super(place);
    this.op = op;
  }

  @Override
  Level level() {
    return op.getMasterWeight() != null
            || op.getLowThreshold() != null
            || op.getMedThreshold() != null
            || op.getHighThreshold() != null
            || op.getSigner() != null
        ? Level.HIGH
        : Level.MEDIUM;
  }

  private static int flags(@Nullable Uint32 flags) {
    return flags == null ? 0 : XdrValues.int32(flags);
  }

  private static boolean outOfRange(@Nullable Uint32 weight) {
    return weight != null && weight.getUint32().getNumber() > WEIGHT_MAX;
  }

  @Override
  Optional<Outcome> malformed() {
    int set = flags(op.getSetFlags());
    int clear = flags(op.getClearFlags());
    if ((set & ~ALL_FLAGS) != 0 || (clear & ~ALL_FLAGS) != 0) {
      return Optional.of(of(SetOptionsResultCode.SET_OPTIONS_UNKNOWN_FLAG));
    }
    if ((set & clear) != 0) {
      return Optional.of(of(SetOptionsResultCode.SET_OPTIONS_BAD_FLAGS));
    }
    if (outOfRange(op.getMasterWeight())
        || outOfRange(op.getLowThreshold())
        || outOfRange(op.getMedThreshold())
        || outOfRange(op.getHighThreshold())) {
      return Optional.of(of(SetOptionsResultCode.SET_OPTIONS_THRESHOLD_OUT_OF_RANGE));
    }
    if (op.getSigner() != null && badSigner(op.getSigner())) {
      return Optional.of(of(SetOptionsResultCode.SET_OPTIONS_BAD_SIGNER));
    }
    if (op.getHomeDomain() != null
        && !Texts.valid(XdrValues.text(op.getHomeDomain().getString32()))) {
      return Optional.of(of(SetOptionsResultCode.SET_OPTIONS_INVALID_HOME_DOMAIN));
    }
    return Optional.empty();
  }

  private boolean badSigner(org.stellar.sdk.xdr.Signer signer) {
    SignerKey key = SignerKey.of(signer.getKey());
    boolean emptyPayload =
        key.type() == SignerKeyType.SIGNER_KEY_TYPE_ED25519_SIGNED_PAYLOAD
            && (key.payload() == null || key.payload().length() == 0);
    return key.equals(SignerKey.ofAccount(source()))
        || outOfRange(signer.getWeight())
        || emptyPayload;
  }

  @Override
  void footprint(LedgerTransaction ledger, Footprint footprint) {
    if (op.getInflationDest() != null) {
      footprint.reads(AccountId.of(op.getInflationDest()));
    }
    if (op.getSigner() != null) {
      footprint.signers(ledger, source());
    }
  }

  @Override
  Outcome apply(LedgerTransaction ledger) {
    Account account = Sponsorships.loadAccount(ledger, source());
    AccountId inflation = account.inflationDestination();
    if (op.getInflationDest() != null) {
      inflation = AccountId.of(op.getInflationDest());
      if (!inflation.equals(source()) && ledger.peekAccount(inflation) == null) {
        return of(SetOptionsResultCode.SET_OPTIONS_INVALID_INFLATION);
      }
    }
    int set = flags(op.getSetFlags());
    int clear = flags(op.getClearFlags());
    int flags = account.flags();
    if (clear != 0 && (flags & AUTH_IMMUTABLE) != 0) {
      return of(SetOptionsResultCode.SET_OPTIONS_CANT_CHANGE);
    }
    flags &= ~clear;
    if (set != 0 && (flags & AUTH_IMMUTABLE) != 0) {
      return of(SetOptionsResultCode.SET_OPTIONS_CANT_CHANGE);
    }
    flags |= set;
    boolean flagsNamed = op.getSetFlags() != null || op.getClearFlags() != null;
    if (flagsNamed && (flags & AUTH_CLAWBACK_ENABLED) != 0 && (flags & AUTH_REVOCABLE) == 0) {
      return of(SetOptionsResultCode.SET_OPTIONS_AUTH_REVOCABLE_REQUIRED);
    }
    String homeDomain =
        op.getHomeDomain() == null
            ? account.homeDomain()
            : XdrValues.text(op.getHomeDomain().getString32());
    ledger.put(account.withOptions(inflation, flags, homeDomain, thresholds(account)));
    if (op.getSigner() != null) {
      Optional<Outcome> failure = changeSigner(ledger, op.getSigner());
      if (failure.isPresent()) {
        return failure.get();
      }
    }
    return of(SetOptionsResultCode.SET_OPTIONS_SUCCESS);
  }

  private Thresholds thresholds(Account account) {
    Thresholds old = account.thresholds();
    return new Thresholds(
        weight(op.getMasterWeight(), old.master()),
        weight(op.getLowThreshold(), old.low()),
        weight(op.getMedThreshold(), old.medium()),
        weight(op.getHighThreshold(), old.high()));
  }

  private static int weight(@Nullable Uint32 changed, int old) {
    return changed == null ? old : XdrValues.int32(changed);
  }

  private Optional<Outcome> changeSigner(
      LedgerTransaction ledger, org.stellar.sdk.xdr.Signer wanted) {
    SignerKey key = SignerKey.of(wanted.getKey());
    int weight = XdrValues.int32(wanted.getWeight());
    Account account = Sponsorships.loadAccount(ledger, source());
    List<Signer> signers = account.signers();
    int index = 0;
    while (index < signers.size() && signers.get(index).key().compareTo(key) < 0) {
      index++;
    }
    boolean present = index < signers.size() && signers.get(index).key().equals(key);
    if (weight == 0) {
      if (present) {
        Sponsorships.removeSigner(ledger, source(), index);
      }
      return Optional.empty();
    }
    if (present) {
      List<Signer> changed = new ArrayList<>(signers);
      changed.set(index, new Signer(key, weight, signers.get(index).sponsor()));
      ledger.put(account.withSigners(changed));
      return Optional.empty();
    }
    if (signers.size() == SIGNERS_MAX) {
      return Optional.of(of(SetOptionsResultCode.SET_OPTIONS_TOO_MANY_SIGNERS));
    }
    Sponsorships.Reserve reserve =
        Sponsorships.addSigner(ledger, source(), new Signer(key, weight, null), index);
    return reserve == Sponsorships.Reserve.DONE
        ? Optional.empty()
        : Optional.of(Outcome.of(reserve, of(SetOptionsResultCode.SET_OPTIONS_LOW_RESERVE)));
  }

  private static Outcome of(SetOptionsResultCode code) {
    SetOptionsResult result = new SetOptionsResult();
    result.setDiscriminant(code);
    return Outcome.of(
        OperationType.SET_OPTIONS, code.getValue(), tr -> tr.setSetOptionsResult(result));
  }
}
