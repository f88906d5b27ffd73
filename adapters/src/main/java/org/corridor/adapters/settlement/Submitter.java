package org.corridor.adapters.settlement;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;
import org.corridor.adapters.settlement.Horizon.Reply;
import org.corridor.domain.Retryable;
import org.corridor.domain.settlement.SettlementLedger.Submission;
import org.corridor.domain.settlement.SignedTransaction;
import org.jspecify.annotations.Nullable;

/**
 * Hands transactions to Horizon and judges its answers. The one thing that must never happen is to
 * call bytes refused that were applied, because their payment would be made a second time. A ledger
 * that already applied them, and is given them again, answers with a bad sequence number or a
 * passed time bound; so each refusal is held against what Horizon's own history shows, and while
 * that may lag behind, the answer is "try later".
 */
final class Submitter {
  private static final String ASYNC = "/transactions_async";
  private static final String SYNC = "/transactions";
  private static final String FIELD = "tx";
  private static final String BAD_SEQUENCE = "tx_bad_seq";

  private final Horizon horizon;
  private final Supplier<Instant> latestClose;
  private final Function<String, Boolean> isApplied;
  private final Function<String, OptionalLong> sequenceOf;

  /** What the ledger told of channels whose sequence number had proved wrong, by address. */
  private final Map<String, Long> corrected = new ConcurrentHashMap<>();

  private volatile boolean answersAtOnce = true;

  /**
   * Submits to a Horizon.
   *
   * @param latestClose when the latest ledger in Horizon's history closed
   * @param isApplied whether Horizon's history holds a transaction, by hash
   * @param sequenceOf an account's sequence number in Horizon; empty when there is no such account
   */
  Submitter(
      Horizon horizon,
      Supplier<Instant> latestClose,
      Function<String, Boolean> isApplied,
      Function<String, OptionalLong> sequenceOf) {
    this.horizon = horizon;
    this.latestClose = latestClose;
    this.isApplied = isApplied;
    this.sequenceOf = sequenceOf;
  }

  Submission submit(SignedTransaction transaction) {
    if (answersAtOnce) {
      Reply reply = horizon.post(ASYNC, FIELD, transaction.envelope());
      if (reply.status() != Horizon.NOT_FOUND && reply.status() != Horizon.METHOD_NOT_ALLOWED) {
        return asynchronous(transaction, reply);
      }
      // A Horizon older than 2.28.
      answersAtOnce = false;
    }
    return synchronous(transaction, horizon.post(SYNC, FIELD, transaction.envelope()));
  }

  List<Submission> submitAll(List<SignedTransaction> transactions) {
    List<Object> answers = horizon.parallel(transactions, this::submitOrFault);
    List<Submission> submissions = new ArrayList<>(answers.size());
    @Nullable Retryable fault = null;
    int faults = 0;
    for (Object answer : answers) {
      switch (answer) {
        case Submission submission -> submissions.add(submission);
        case Retryable retryable -> {
          fault = retryable;
          faults++;
          submissions.add(new Submission.TryLater());
        }
        default -> throw new IllegalStateException("a submission or a fault");
      }
    }
    if (fault != null && faults == answers.size()) {
      throw fault;
    }
    return submissions;
  }

  /** The corrected sequence number of a channel, once; null when ours was never proved wrong. */
  @Nullable Long takeCorrection(String channel) {
    return corrected.remove(channel);
  }

  private Object submitOrFault(SignedTransaction transaction) {
    try {
      return submit(transaction);
    } catch (Retryable e) {
      return e;
    }
  }

  private Submission asynchronous(SignedTransaction transaction, Reply reply) {
    JsonNode body = reply.tree();
    return switch (body.path("tx_status").asText("")) {
      case "PENDING", "DUPLICATE" -> new Submission.Accepted();
      case "TRY_AGAIN_LATER" -> new Submission.TryLater();
      case "ERROR" -> {
        // Horizon 21 wrote errorResultXdr, later ones write error_result_xdr.
        String result = body.path("error_result_xdr").asText(body.path("errorResultXdr").asText());
        if (result.isEmpty()) {
          throw unknown(reply);
        }
        yield refused(transaction, OutcomeReader.code(result));
      }
      default -> other(transaction, reply, body);
    };
  }

  private Submission synchronous(SignedTransaction transaction, Reply reply) {
    if (reply.status() == Horizon.OK) {
      return new Submission.Accepted();
    }
    JsonNode body = reply.tree();
    String code = body.path("extras").path("result_codes").path("transaction").asText("");
    if (reply.status() == Horizon.BAD_REQUEST && code.equals("tx_failed")) {
      // A ledger has it, as a failure: the observer of outcomes will tell.
      return new Submission.Accepted();
    }
    if (reply.status() == Horizon.BAD_REQUEST && !code.isEmpty()) {
      return refused(transaction, code);
    }
    return other(transaction, reply, body);
  }

  private Submission other(SignedTransaction transaction, Reply reply, JsonNode body) {
    String type = body.path("type").asText("");
    if (reply.status() == Horizon.BAD_REQUEST && type.endsWith("/transaction_malformed")) {
      return refused(transaction, "tx_malformed");
    }
    if (reply.status() == Horizon.UNAVAILABLE || reply.status() == Horizon.TOO_MANY_REQUESTS) {
      return new Submission.TryLater();
    }
    throw unknown(reply);
  }

  private Submission refused(SignedTransaction transaction, String code) {
    return switch (code) {
      // The ledger asks for more than we pay while it is full: the same bytes may pass later.
      case "tx_insufficient_fee", "tx_too_early" -> new Submission.TryLater();
      case BAD_SEQUENCE -> badSequence(transaction);
      case "tx_too_late" ->
          latestClose.get().isAfter(transaction.validUntil())
              ? unlessApplied(transaction, code)
              : new Submission.TryLater();
      default -> unlessApplied(transaction, code);
    };
  }

  /**
   * The sequence number is spent, or not yet due. Horizon takes in a ledger's accounts and its
   * transactions at one stroke; so when its account shows the number spent, and its history does
   * not hold these bytes, others spent it.
   */
  private Submission badSequence(SignedTransaction transaction) {
    OptionalLong sequence = sequenceOf.apply(transaction.channel());
    if (sequence.isEmpty()) {
      return unlessApplied(transaction, "tx_no_source_account");
    }
    corrected.put(transaction.channel(), sequence.getAsLong());
    if (sequence.getAsLong() >= OutcomeReader.sequence(transaction.envelope())) {
      return unlessApplied(transaction, BAD_SEQUENCE);
    }
    return new Submission.TryLater();
  }

  private Submission unlessApplied(SignedTransaction transaction, String code) {
    if (isApplied.apply(transaction.hash())) {
      corrected.remove(transaction.channel());
      return new Submission.Accepted();
    }
    return new Submission.Refused(code);
  }

  private static Retryable unknown(Reply reply) {
    return new Retryable("ledger answered " + reply.status() + " to a submission");
  }
}
