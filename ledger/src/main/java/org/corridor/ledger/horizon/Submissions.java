package org.corridor.ledger.horizon;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.corridor.ledger.apply.Envelopes;
import org.corridor.ledger.node.LedgerNode;
import org.corridor.ledger.node.OvertakenException;
import org.corridor.ledger.node.Submission;
import org.corridor.ledger.state.Bytes;
import org.corridor.ledger.store.StoredTransaction;
import org.corridor.ledger.store.Xdr;
import org.stellar.sdk.xdr.TransactionEnvelope;
import org.stellar.sdk.xdr.TransactionResult;

/** The two ways of handing in a transaction: waiting for its close, and not waiting. */
final class Submissions {
  static final Duration WAIT_MAX = Duration.ofSeconds(30);

  private final LedgerNode node;

  Submissions(LedgerNode node) {
    this.node = node;
  }

  /** An answer with the status that belongs to it. */
  record Answer(int status, ObjectNode node) {}

  /** Reads an envelope as it stands in a form. */
  static TransactionEnvelope decode(String base64) {
    byte[] bytes;
    try {
      bytes = Base64.getDecoder().decode(base64);
    } catch (IllegalArgumentException e) {
      throw Problem.malformedTransaction(base64);
    }
    return Envelopes.decode(bytes).orElseThrow(() -> Problem.malformedTransaction(base64));
  }

  /** Answers when the transaction is in a durable ledger. */
  ObjectNode submit(String base64, String base) {
    TransactionEnvelope envelope = decode(base64);
    return switch (node.submit(envelope)) {
      case Submission.AlreadyApplied applied -> applied(applied.hash(), base64, base);
      case Submission.Duplicate waiting -> await(waiting.hash(), waiting.closed(), base64, base);
      case Submission.Pending pending -> {
        if (node.closesOnDemand()) {
          node.demandClose();
        }
        yield await(pending.hash(), pending.closed(), base64, base);
      }
      case Submission.Refused refused -> throw failed(base64, refused.result());
      case Submission.TryAgainLater later -> throw Problem.overloaded();
    };
  }

  private ObjectNode await(
      Bytes hash, CompletableFuture<Integer> closed, String base64, String base) {
    try {
      closed.get(WAIT_MAX.toMillis(), TimeUnit.MILLISECONDS);
      return applied(hash, base64, base);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof OvertakenException overtaken) {
        throw failed(base64, overtaken.result());
      }
      throw Problem.timeout(Json.object().put("hash", hash.toHex()).put("envelope_xdr", base64));
    } catch (TimeoutException e) {
      ObjectNode extras = Json.object().put("hash", hash.toHex()).put("envelope_xdr", base64);
      throw Problem.timeout(extras);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Problem.timeout(Json.object().put("hash", hash.toHex()));
    }
  }

  private ObjectNode applied(Bytes hash, String base64, String base) {
    byte[] asked = hash.toArray();
    StoredTransaction stored =
        node.history()
            .transaction(asked)
            .orElseThrow(() -> new IllegalStateException("a closed transaction is not stored"));
    TransactionResult result =
        Xdr.trusted(() -> TransactionResult.fromXdrByteArray(stored.result()));
    if (!Xdr.successful(result)) {
      throw failed(base64, result);
    }
    return TransactionJson.of(stored, base, asked);
  }

  private static Problem failed(String base64, TransactionResult result) {
    ObjectNode extras = Json.object().put("envelope_xdr", base64);
    extras.set("result_codes", ResultCodes.of(result));
    extras.put("result_xdr", Text.base64(Xdr.bytes(result)));
    return Problem.failed(extras);
  }

  /** Answers at once; what becomes of it, its hash tells later. */
  Answer submitAsync(String base64) {
    Submission submission = node.submit(decode(base64));
    ObjectNode answer = Json.object();
    return switch (submission) {
      case Submission.Pending pending -> status(answer, 201, "PENDING", pending.hash());
      case Submission.Duplicate waiting -> status(answer, 409, "DUPLICATE", waiting.hash());
      case Submission.AlreadyApplied applied -> status(answer, 409, "DUPLICATE", applied.hash());
      case Submission.TryAgainLater later -> status(answer, 503, "TRY_AGAIN_LATER", later.hash());
      case Submission.Refused refused -> {
        String result = Text.base64(Xdr.bytes(refused.result()));
        // Horizon has had both spellings.
        answer.put("errorResultXdr", result).put("error_result_xdr", result);
        yield status(answer, 400, "ERROR", refused.hash());
      }
    };
  }

  private static Answer status(ObjectNode answer, int code, String status, Bytes hash) {
    return new Answer(code, answer.put("tx_status", status).put("hash", hash.toHex()));
  }
}
