package org.corridor.ledger.apply;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.corridor.ledger.apply.Conditions.Moment;
import org.corridor.ledger.state.Account;
import org.corridor.ledger.state.AccountId;
import org.corridor.ledger.state.Bytes;
import org.corridor.ledger.state.LedgerTransaction;
import org.corridor.ledger.state.Signer;
import org.corridor.ledger.state.SignerKey;
import org.jspecify.annotations.Nullable;
import org.stellar.sdk.xdr.EnvelopeType;
import org.stellar.sdk.xdr.Operation;
import org.stellar.sdk.xdr.OperationResultCode;
import org.stellar.sdk.xdr.Transaction;
import org.stellar.sdk.xdr.TransactionEnvelope;
import org.stellar.sdk.xdr.TransactionResult;
import org.stellar.sdk.xdr.TransactionResultCode;
import org.stellar.sdk.xdr.TransactionV0;

/** A plain transaction: checked, then its operations applied all or none. */
final class TransactionFrame extends Frame {
  private final Network network;
  private final Bytes hash;
  private final AccountId source;
  private final long sequence;
  private final long fee;
  private final boolean legacy;
  private final Conditions conditions;
  private final List<OperationFrame> operations;
  private final Signatures signatures;

  /** How far the checks before the operations came. */
  private enum Stage {
    INVALID,
    SEQUENCE_GOOD,
    AUTHORIZED,
    VALID
  }

  TransactionFrame(Network network, TransactionEnvelope envelope) {
    super(envelope);
    this.network = network;
    this.legacy = envelope.getDiscriminant() == EnvelopeType.ENVELOPE_TYPE_TX_V0;
    Operation[] list;
    if (legacy) {
      TransactionV0 tx = envelope.getV0().getTx();
      byte[] body = bytes(tx::toXdrByteArray);
      byte[] asV1 = ByteBuffer.allocate(Integer.BYTES + body.length).putInt(0).put(body).array();
      this.hash = hash(network, EnvelopeType.ENVELOPE_TYPE_TX, asV1);
      this.source = AccountId.of(tx.getSourceAccountEd25519().getUint256());
      this.sequence = tx.getSeqNum().getSequenceNumber().getInt64();
      this.fee = tx.getFee().getUint32().getNumber();
      this.conditions = Conditions.of(tx.getTimeBounds(), null);
      this.signatures = new Signatures(network.verifier(), hash, envelope.getV0().getSignatures());
      list = tx.getOperations();
    } else {
      Transaction tx = envelope.getV1().getTx();
      this.hash = hash(network, envelope.getV1().getSignatures());
      this.source = AccountId.of(tx.getSourceAccount());
      this.sequence = tx.getSeqNum().getSequenceNumber().getInt64();
      this.fee = tx.getFee().getUint32().getNumber();
      this.conditions = Conditions.of(tx.getCond());
      this.signatures = new Signatures(network.verifier(), hash, envelope.getV1().getSignatures());
      list = tx.getOperations();
    }
    List<OperationFrame> frames = new ArrayList<>(list.length);
    for (int i = 0; i < list.length; i++) {
      boolean ownSource = list[i].getSourceAccount() != null;
      AccountId actor = ownSource ? AccountId.of(list[i].getSourceAccount()) : source;
      frames.add(
          OperationFrames.of(
              list[i],
              new OperationFrame.Place(
                  list[i].getBody().getDiscriminant(), actor, ownSource, source, sequence, i)));
    }
    this.operations = List.copyOf(frames);
  }

  @Override
  Bytes hash() {
    return hash;
  }

  @Override
  AccountId feeSource() {
    return source;
  }

  @Override
  TransactionFrame acting() {
    return this;
  }

  @Override
  long feeBid() {
    return fee;
  }

  @Override
  int feeUnits() {
    return operations.size();
  }

  AccountId source() {
    return source;
  }

  long sequence() {
    return sequence;
  }

  boolean mergesAccounts() {
    return operations.stream().anyMatch(AccountMerge.class::isInstance);
  }

  long minimumFee() {
    return (long) network.baseFee() * Math.max(1, operations.size());
  }

  List<OperationFrame> operations() {
    return operations;
  }

  @Override
  TransactionResult check(LedgerTransaction ledger, Moment moment, long pendingSequence) {
    Verdict verdict = new Verdict(minimumFee(), operations);
    check(ledger, moment, pendingSequence, true, verdict);
    return verdict.toXdr();
  }

  /** As {@link #check}, but inside a fee bump it need not pay for itself. */
  void check(
      LedgerTransaction ledger,
      Moment moment,
      long pendingSequence,
      boolean paysFee,
      Verdict verdict) {
    SignatureCheck check = new SignatureCheck(signatures);
    long feeToPay = paysFee ? fee : 0;
    Stage stage =
        checkBeforeOperations(ledger, moment, check, pendingSequence, paysFee, feeToPay, verdict);
    if (stage != Stage.VALID) {
      return;
    }
    for (int i = 0; i < operations.size(); i++) {
      OperationFrame operation = operations.get(i);
      Outcome refusal;
      if (!operation.supported()) {
        refusal = Outcome.refused(OperationResultCode.opNOT_SUPPORTED);
      } else {
        refusal = unauthorized(ledger, operation, check);
      }
      if (refusal == null) {
        refusal = operation.malformed().orElse(null);
      }
      if (refusal != null) {
        verdict.set(i, refusal.result());
        verdict.fail(TransactionResultCode.txFAILED);
        return;
      }
    }
    if (!check.allUsed()) {
      verdict.fail(TransactionResultCode.txBAD_AUTH_EXTRA);
    }
  }

  private @Nullable Outcome unauthorized(
      LedgerTransaction ledger, OperationFrame operation, SignatureCheck check) {
    Account account = ledger.peekAccount(operation.source());
    boolean enough;
    if (account != null) {
      Account.Thresholds thresholds = account.thresholds();
      int needed =
          switch (operation.level()) {
            case LOW -> thresholds.low();
            case MEDIUM -> thresholds.medium();
            case HIGH -> thresholds.high();
          };
      enough = check.enough(account, needed);
    } else if (operation.place().ownSource()) {
      // An earlier operation may create the account; its own key must have signed then.
      SignerKey own = SignerKey.ofAccount(operation.source());
      enough = check.enough(List.of(new Signer(own, 1, null)), 0);
    } else {
      return Outcome.refused(OperationResultCode.opNO_ACCOUNT);
    }
    return enough ? null : Outcome.refused(OperationResultCode.opBAD_AUTH);
  }

  private Stage checkBeforeOperations(
      LedgerTransaction ledger,
      Moment moment,
      SignatureCheck check,
      long current,
      boolean paysFee,
      long feeToPay,
      Verdict verdict) {
    Optional<TransactionResultCode> unfit = unfit(moment, paysFee);
    if (unfit.isPresent()) {
      verdict.fail(unfit.get());
      return Stage.INVALID;
    }
    Account account = ledger.peekAccount(source);
    if (account == null) {
      verdict.fail(TransactionResultCode.txNO_ACCOUNT);
      return Stage.INVALID;
    }
    long from = current == 0 ? account.sequence() : current;
    if (conditions.badSequence(from, sequence, moment.ledger())) {
      verdict.fail(TransactionResultCode.txBAD_SEQ);
      return Stage.INVALID;
    }
    if (conditions.tooEarlyFor(account, moment)) {
      verdict.fail(TransactionResultCode.txBAD_MIN_SEQ_AGE_OR_GAP);
      return Stage.SEQUENCE_GOOD;
    }
    if (!check.enough(account, account.thresholds().low()) || !extraSignersSigned(check)) {
      verdict.fail(TransactionResultCode.txBAD_AUTH);
      return Stage.SEQUENCE_GOOD;
    }
    if (paysFee && Balances.available(ledger, account) < feeToPay) {
      verdict.fail(TransactionResultCode.txINSUFFICIENT_BALANCE);
      return Stage.AUTHORIZED;
    }
    return Stage.VALID;
  }

  /** What is wrong with the transaction whatever the account. */
  private Optional<TransactionResultCode> unfit(Moment moment, boolean paysFee) {
    if (legacy) {
      return Optional.of(TransactionResultCode.txNOT_SUPPORTED);
    }
    if (conditions.extraSignersMalformed()) {
      return Optional.of(TransactionResultCode.txMALFORMED);
    }
    if (operations.isEmpty()) {
      return Optional.of(TransactionResultCode.txMISSING_OPERATION);
    }
    if (conditions.tooEarly(moment)) {
      return Optional.of(TransactionResultCode.txTOO_EARLY);
    }
    if (conditions.tooLate(moment)) {
      return Optional.of(TransactionResultCode.txTOO_LATE);
    }
    return paysFee && fee < minimumFee()
        ? Optional.of(TransactionResultCode.txINSUFFICIENT_FEE)
        : Optional.empty();
  }

  private boolean extraSignersSigned(SignatureCheck check) {
    List<SignerKey> extra = conditions.extraSigners();
    return extra.isEmpty()
        || check.enough(extra.stream().map(key -> new Signer(key, 1, null)).toList(), extra.size());
  }

  @Override
  void footprint(LedgerTransaction ledger, Footprint footprint) {
    footprint.actor(ledger, source);
    for (OperationFrame operation : operations) {
      footprint.actor(ledger, operation.source());
      operation.footprint(ledger, footprint);
    }
  }

  @Override
  TransactionResult apply(
      LedgerTransaction ledger, long baseFee, long feeCharged, MetaBuilder meta) {
    Verdict verdict = new Verdict(feeCharged, operations);
    apply(ledger, true, verdict, meta);
    return verdict.toXdr();
  }

  void apply(LedgerTransaction ledger, boolean paysFee, Verdict verdict, MetaBuilder meta) {
    SignatureCheck check = new SignatureCheck(signatures);
    Moment now = new Moment(ledger.ledger(), ledger.closeTime(), ledger.closeTime());
    boolean valid;
    try (LedgerTransaction.Nested nested = ledger.nested()) {
      // The fee is paid already, so nothing is left to pay but the reserve must still be there.
      Stage stage = checkBeforeOperations(ledger, now, check, 0, paysFee, 0, verdict);
      if (stage != Stage.INVALID) {
        Account account = Sponsorships.loadAccount(ledger, source);
        ledger.put(
            account.withSequence(sequence).withSequenceSetAt(ledger.ledger(), ledger.closeTime()));
      }
      valid = checkSignatures(ledger, stage, check, verdict);
      meta.addBefore(nested.changes());
      nested.commit();
    }
    if (valid) {
      applyOperations(ledger, verdict, meta);
    }
  }

  private boolean checkSignatures(
      LedgerTransaction ledger, Stage stage, SignatureCheck check, Verdict verdict) {
    boolean authorized = true;
    for (int i = 0; stage == Stage.VALID && i < operations.size(); i++) {
      Outcome refusal = unauthorized(ledger, operations.get(i), check);
      if (refusal != null) {
        verdict.set(i, refusal.result());
        authorized = false;
      }
    }
    Set<AccountId> sources = new LinkedHashSet<>();
    sources.add(source);
    operations.forEach(operation -> sources.add(operation.source()));
    sources.forEach(account -> removeOneTimeSigner(ledger, account, hash));
    if (stage != Stage.VALID) {
      return false;
    }
    if (!authorized) {
      verdict.fail(TransactionResultCode.txFAILED);
    } else if (!check.allUsed()) {
      verdict.fail(TransactionResultCode.txBAD_AUTH_EXTRA);
    }
    return verdict.success();
  }

  private void applyOperations(LedgerTransaction ledger, Verdict verdict, MetaBuilder meta) {
    try (LedgerTransaction.Nested all = ledger.nested()) {
      boolean success = true;
      for (int i = 0; i < operations.size(); i++) {
        try (LedgerTransaction.Nested one = ledger.nested()) {
          Outcome outcome = applyOne(ledger, operations.get(i));
          verdict.set(i, outcome.result());
          success &= outcome.success();
          if (success) {
            meta.addOperation(one.changes());
          }
          if (outcome.success()) {
            one.commit();
          }
        }
      }
      if (!success) {
        verdict.fail(TransactionResultCode.txFAILED);
      } else if (ledger.hasFutureSponsors()) {
        verdict.fail(TransactionResultCode.txBAD_SPONSORSHIP);
      } else {
        all.commit();
      }
    } catch (ApplyFault e) {
      // The protocol's answer to a fault of the rules, the same on every node.
      verdict.fail(TransactionResultCode.txINTERNAL_ERROR);
    }
    if (!verdict.success()) {
      meta.dropOperations();
    }
  }

  private static Outcome applyOne(LedgerTransaction ledger, OperationFrame operation) {
    if (!operation.supported()) {
      return Outcome.refused(OperationResultCode.opNOT_SUPPORTED);
    }
    if (ledger.peekAccount(operation.source()) == null) {
      return Outcome.refused(OperationResultCode.opNO_ACCOUNT);
    }
    return operation.malformed().orElseGet(() -> operation.apply(ledger));
  }
}
