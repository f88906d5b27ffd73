package org.corridor.ledger.horizon;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import org.corridor.ledger.store.LedgerStore;
import org.corridor.ledger.store.StoredTransaction;
import org.corridor.ledger.store.Xdr;
import org.jspecify.annotations.Nullable;
import org.stellar.sdk.xdr.DecoratedSignature;
import org.stellar.sdk.xdr.Duration;
import org.stellar.sdk.xdr.EnvelopeType;
import org.stellar.sdk.xdr.LedgerBounds;
import org.stellar.sdk.xdr.Memo;
import org.stellar.sdk.xdr.Preconditions;
import org.stellar.sdk.xdr.PreconditionsV2;
import org.stellar.sdk.xdr.SignerKey;
import org.stellar.sdk.xdr.TimeBounds;
import org.stellar.sdk.xdr.TransactionEnvelope;
import org.stellar.sdk.xdr.TransactionResult;
import org.stellar.sdk.xdr.TransactionResultCode;
import org.stellar.sdk.xdr.TransactionV1Envelope;

/** Horizon's resource of a transaction. */
final class TransactionJson {
  private TransactionJson() {}

  /**
   * Renders a transaction.
   *
   * @param asked the hash by which it was asked for: a fee bump asked for by its inner hash answers
   *     to that one; null for the transaction's own
   */
  static ObjectNode of(StoredTransaction stored, String base, byte @Nullable [] asked) {
    TransactionEnvelope envelope = LedgerStore.envelope(stored);
    TransactionResult result =
        Xdr.trusted(() -> TransactionResult.fromXdrByteArray(stored.result()));
    ObjectNode node = Json.object();
    memo(node, memo(envelope));
    boolean inner = asked != null && !java.util.Arrays.equals(asked, stored.hash());
    String hash = Text.hex(inner && asked != null ? asked : stored.hash());
    links(node, stored, envelope, hash, base);
    node.put("id", hash);
    node.put("paging_token", Long.toString(stored.id()));
    node.put("successful", Xdr.successful(result));
    node.put("hash", hash);
    node.put("ledger", stored.ledger());
    node.put("created_at", Text.time(stored.closeTime()));
    accounts(node, envelope);
    node.put("fee_charged", result.getFeeCharged().getInt64().toString());
    node.put("max_fee", Long.toString(Xdr.maxFee(envelope)));
    node.put("operation_count", Xdr.operations(envelope).length);
    node.put("envelope_xdr", Text.base64(stored.envelope()));
    node.put("result_xdr", Text.base64(stored.result()));
    node.put("result_meta_xdr", Text.base64(stored.meta()));
    node.put("fee_meta_xdr", Text.base64(stored.feeChanges()));
    node.put("memo_type", memoType(memo(envelope)));
    node.set("signatures", signatures(inner ? innerSignatures(envelope) : signatures(envelope)));
    preconditions(node, envelope);
    feeBump(node, stored, envelope, result);
    return node;
  }

  private static void links(
      ObjectNode node,
      StoredTransaction stored,
      TransactionEnvelope envelope,
      String hash,
      String base) {
    ObjectNode links = node.putObject("_links");
    String self = base + "/transactions/" + hash;
    Json.link(links, "self", self);
    Json.link(links, "account", base + "/accounts/" + Text.account(Xdr.source(envelope)));
    Json.link(links, "ledger", base + "/ledgers/" + stored.ledger());
    Json.template(links, "operations", self + "/operations{?cursor,limit,order}");
    Json.template(links, "effects", self + "/effects{?cursor,limit,order}");
    Json.link(links, "precedes", base + "/transactions?order=asc&cursor=" + stored.id());
    Json.link(links, "succeeds", base + "/transactions?order=desc&cursor=" + stored.id());
    Json.link(links, "transaction", self);
  }

  private static void accounts(ObjectNode node, TransactionEnvelope envelope) {
    var source = Xdr.source(envelope);
    node.put("source_account", Text.account(source));
    if (Text.isMuxed(source)) {
      node.put("account_muxed", Text.muxed(source)).put("account_muxed_id", Text.muxedId(source));
    }
    node.put("source_account_sequence", Long.toString(Xdr.sequence(envelope)));
    Json.muxed(node, "fee_account", Xdr.feeSource(envelope));
  }

  private static Memo memo(TransactionEnvelope envelope) {
    return envelope.getDiscriminant() == EnvelopeType.ENVELOPE_TYPE_TX_V0
        ? envelope.getV0().getTx().getMemo()
        : v1(envelope).getTx().getMemo();
  }

  private static TransactionV1Envelope v1(TransactionEnvelope envelope) {
    return envelope.getDiscriminant() == EnvelopeType.ENVELOPE_TYPE_TX_FEE_BUMP
        ? envelope.getFeeBump().getTx().getInnerTx().getV1()
        : envelope.getV1();
  }

  private static void memo(ObjectNode node, Memo memo) {
    switch (memo.getDiscriminant()) {
      case MEMO_NONE -> {}
      case MEMO_TEXT -> {
        byte[] text = memo.getText().getBytes();
        node.put("memo", new String(text, StandardCharsets.UTF_8));
        node.put("memo_bytes", Text.base64(text));
      }
      case MEMO_ID -> node.put("memo", memo.getId().getUint64().getNumber().toString());
      case MEMO_HASH -> node.put("memo", Text.base64(memo.getHash().getHash()));
      case MEMO_RETURN -> node.put("memo", Text.base64(memo.getRetHash().getHash()));
    }
  }

  private static String memoType(Memo memo) {
    return switch (memo.getDiscriminant()) {
      case MEMO_NONE -> "none";
      case MEMO_TEXT -> "text";
      case MEMO_ID -> "id";
      case MEMO_HASH -> "hash";
      case MEMO_RETURN -> "return";
    };
  }

  private static DecoratedSignature[] signatures(TransactionEnvelope envelope) {
    return switch (envelope.getDiscriminant()) {
      case ENVELOPE_TYPE_TX_V0 -> envelope.getV0().getSignatures();
      case ENVELOPE_TYPE_TX_FEE_BUMP -> envelope.getFeeBump().getSignatures();
      default -> envelope.getV1().getSignatures();
    };
  }

  private static DecoratedSignature[] innerSignatures(TransactionEnvelope envelope) {
    return v1(envelope).getSignatures();
  }

  private static ArrayNode signatures(DecoratedSignature[] signatures) {
    ArrayNode list = Json.array();
    for (DecoratedSignature signature : signatures) {
      list.add(Text.base64(signature.getSignature().getSignature()));
    }
    return list;
  }

  private static void preconditions(ObjectNode node, TransactionEnvelope envelope) {
    if (envelope.getDiscriminant() == EnvelopeType.ENVELOPE_TYPE_TX_V0) {
      TimeBounds bounds = envelope.getV0().getTx().getTimeBounds();
      if (bounds != null) {
        validity(node, bounds);
        timeBounds(node.putObject("preconditions"), bounds);
      }
      return;
    }
    Preconditions conditions = v1(envelope).getTx().getCond();
    switch (conditions.getDiscriminant()) {
      case PRECOND_NONE -> {}
      case PRECOND_TIME -> {
        validity(node, conditions.getTimeBounds());
        timeBounds(node.putObject("preconditions"), conditions.getTimeBounds());
      }
      case PRECOND_V2 -> {
        PreconditionsV2 v2 = conditions.getV2();
        if (v2.getTimeBounds() != null) {
          validity(node, v2.getTimeBounds());
        }
        conditions(node.putObject("preconditions"), v2);
      }
    }
  }

  private static long seconds(org.stellar.sdk.xdr.TimePoint point) {
    return point.getTimePoint().getUint64().getNumber().longValue();
  }

  private static void validity(ObjectNode node, TimeBounds bounds) {
    node.put("valid_after", Text.time(seconds(bounds.getMinTime())));
    long max = seconds(bounds.getMaxTime());
    if (max > 0) {
      node.put("valid_before", Text.time(max));
    }
  }

  private static void timeBounds(ObjectNode into, TimeBounds bounds) {
    ObjectNode node = into.putObject("timebounds");
    node.put("min_time", bounds.getMinTime().getTimePoint().getUint64().getNumber().toString());
    if (seconds(bounds.getMaxTime()) > 0) {
      node.put("max_time", bounds.getMaxTime().getTimePoint().getUint64().getNumber().toString());
    }
  }

  private static void conditions(ObjectNode node, PreconditionsV2 v2) {
    if (v2.getTimeBounds() != null) {
      timeBounds(node, v2.getTimeBounds());
    }
    LedgerBounds ledgers = v2.getLedgerBounds();
    if (ledgers != null) {
      ObjectNode bounds = node.putObject("ledgerbounds");
      bounds.put("min_ledger", ledgers.getMinLedger().getUint32().getNumber());
      if (ledgers.getMaxLedger().getUint32().getNumber() > 0) {
        bounds.put("max_ledger", ledgers.getMaxLedger().getUint32().getNumber());
      }
    }
    if (v2.getMinSeqNum() != null) {
      long sequence = v2.getMinSeqNum().getSequenceNumber().getInt64();
      node.put("min_account_sequence", Long.toString(sequence));
    }
    Duration age = v2.getMinSeqAge();
    if (age.getDuration().getUint64().getNumber().signum() > 0) {
      node.put("min_account_sequence_age", age.getDuration().getUint64().getNumber().toString());
    }
    long gap = v2.getMinSeqLedgerGap().getUint32().getNumber();
    if (gap > 0) {
      node.put("min_account_sequence_ledger_gap", gap);
    }
    if (v2.getExtraSigners().length > 0) {
      ArrayNode signers = node.putArray("extra_signers");
      for (SignerKey signer : v2.getExtraSigners()) {
        signers.add(Text.signer(signer));
      }
    }
  }

  private static void feeBump(
      ObjectNode node,
      StoredTransaction stored,
      TransactionEnvelope envelope,
      TransactionResult result) {
    TransactionResultCode code = result.getResult().getDiscriminant();
    if (code != TransactionResultCode.txFEE_BUMP_INNER_SUCCESS
        && code != TransactionResultCode.txFEE_BUMP_INNER_FAILED) {
      return;
    }
    ObjectNode outer = node.putObject("fee_bump_transaction");
    outer.put("hash", Text.hex(stored.hash()));
    outer.set("signatures", signatures(signatures(envelope)));
    byte[] hash = result.getResult().getInnerResultPair().getTransactionHash().getHash();
    ObjectNode inner = node.putObject("inner_transaction");
    inner.put("hash", Text.hex(hash));
    inner.set("signatures", signatures(innerSignatures(envelope)));
    inner.put("max_fee", v1(envelope).getTx().getFee().getUint32().getNumber().toString());
  }
}
