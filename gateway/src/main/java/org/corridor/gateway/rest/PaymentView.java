package org.corridor.gateway.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.corridor.domain.money.Asset;
import org.corridor.domain.payment.CreditTransfer;
import org.corridor.domain.payment.PaymentState;
import org.corridor.domain.payment.PaymentState.Quoted;
import org.corridor.domain.payment.PaymentState.Settled;
import org.corridor.domain.payment.Rejection;
import org.corridor.domain.payment.query.PaymentQueries.Standing;
import org.corridor.domain.payment.query.PaymentQueries.Step;
import org.jspecify.annotations.Nullable;

/**
 * A payment as the API shows it, parties masked.
 *
 * @param uetr its identity
 * @param channel how it came in
 * @param type in what message
 * @param debtor who pays, masked
 * @param creditor who gets the money, masked
 * @param sent what was ordered
 * @param delivered what the ledger's result says arrived; absent before
 * @param path the currencies that a conversion went through; absent without one
 * @param fee our fee; absent before it is known
 * @param state where it stands
 * @param isFinal whether nothing more will happen
 * @param reason why it was rejected, by code; absent otherwise
 * @param ledgerTransaction the hash of its transaction; absent before
 * @param receivedAt when it came
 * @param millis from its coming to its final state; absent before
 * @param fault what its present stage waits for; absent when it waits for nothing
 * @param timeline its states, oldest first; only of one payment
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record PaymentView(
    String uetr,
    String channel,
    String type,
    String debtor,
    String creditor,
    String sent,
    @Nullable String delivered,
    @Nullable String path,
    @Nullable String fee,
    String state,
    @JsonProperty("final") boolean isFinal,
    @Nullable String reason,
    @Nullable String ledgerTransaction,
    Instant receivedAt,
    @Nullable Long millis,
    @Nullable String fault,
    @Nullable List<StepView> timeline) {

  /** One state of the timeline. */
  record StepView(String state, Instant at, String by) {}

  static PaymentView of(Standing standing) {
    return of(standing, null);
  }

  static PaymentView of(Standing standing, @Nullable List<Step> steps) {
    CreditTransfer transfer = standing.payment().transfer();
    PaymentState state = standing.payment().state();
    Settled settled = state instanceof Settled s ? s : null;
    Rejection rejection = state instanceof PaymentState.Rejected(Rejection reason) ? reason : null;
    Instant received = standing.payment().receivedAt();
    return new PaymentView(
        transfer.uetr().value(),
        standing.channel().name(),
        standing.type().id(),
        transfer.debtor().masked(),
        transfer.creditor().masked(),
        transfer.settlementAmount().toString(),
        settled == null ? null : delivered(settled),
        settled == null ? null : path(quoted(settled)),
        settled == null ? null : quoted(settled).charges().fee().toString(),
        state.name(),
        state.isFinal(),
        rejection == null ? null : rejection.code().name(),
        settled == null ? null : settled.delivery().transactionHash(),
        received,
        state.isFinal() ? Duration.between(received, standing.since()).toMillis() : null,
        standing.fault(),
        steps == null
            ? null
            : steps.stream()
                .map(step -> new StepView(step.state().name(), step.at(), step.by()))
                .toList());
  }

  private static Quoted quoted(Settled settled) {
    return settled.before().before().before();
  }

  private static String delivered(Settled settled) {
    return settled.delivery().delivered() + " " + quoted(settled).quote().deliverAsset().code();
  }

  private static @Nullable String path(Quoted quoted) {
    if (quoted.quote().isSameAsset()) {
      return null;
    }
    List<String> codes = new ArrayList<>();
    codes.add(quoted.quote().sendAsset().code());
    quoted.quote().path().stream().map(Asset::code).forEach(codes::add);
    codes.add(quoted.quote().deliverAsset().code());
    return String.join(">", codes);
  }
}
