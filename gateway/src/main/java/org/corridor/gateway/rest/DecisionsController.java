package org.corridor.gateway.rest;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.security.Principal;
import org.corridor.domain.payment.Approvals;
import org.corridor.domain.payment.Ruling;
import org.corridor.domain.payment.Uetr;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What people decide about payments: officers about held ones, approvers about large ones. */
@RestController
@RequestMapping("/v1/payments/{uetr}")
@Tag(name = "Decisions")
final class DecisionsController {
  private final Approvals approvals;
  private final HeldDesk held;

  DecisionsController(Approvals approvals, HeldDesk held) {
    this.approvals = approvals;
    this.held = held;
  }

  /** What a decision led to. */
  record Decided(String uetr, String result) {}

  @PostMapping("/approve")
  @Operation(summary = "Approve a payment above the limit; never by who entered it")
  Decided approve(@PathVariable String uetr, Principal who) {
    return decided(uetr, approvals.approve(new Uetr(uetr), who.getName()));
  }

  @PostMapping("/refuse")
  @Operation(summary = "Refuse a payment above the limit")
  Decided refuse(@PathVariable String uetr, Principal who) {
    return decided(uetr, approvals.refuse(new Uetr(uetr), who.getName()));
  }

  @PostMapping("/release")
  @Operation(summary = "Say that a held payment may go on; the second officer releases it")
  Decided release(
      @PathVariable String uetr, @RequestParam(defaultValue = "") String reason, Principal who) {
    return new Decided(uetr, held.release(new Uetr(uetr), who.getName(), reason));
  }

  @PostMapping("/reject")
  @Operation(summary = "Reject a held payment; the sender is told no more than RR04")
  Decided reject(
      @PathVariable String uetr, @RequestParam(defaultValue = "") String reason, Principal who) {
    return new Decided(uetr, held.reject(new Uetr(uetr), who.getName(), reason));
  }

  private static Decided decided(String uetr, Ruling ruling) {
    return switch (ruling) {
      case Ruling.Done(var state) -> new Decided(uetr, state.name());
      case Ruling.Refused(Ruling.Reason reason) -> throw refusal(reason);
    };
  }

  /** A decision that was not taken. */
  static Problems.Refusal refusal(Ruling.Reason reason) {
    return switch (reason) {
      case UNKNOWN ->
          new Problems.Refusal(
              HttpStatus.NOT_FOUND, "no-payment", "There is no payment of this UETR.");
      case NOT_WAITING ->
          new Problems.Refusal(
              HttpStatus.CONFLICT, "not-waiting", "The payment does not wait for this decision.");
      case OWN_PAYMENT ->
          new Problems.Refusal(
              HttpStatus.FORBIDDEN, "own-payment", "Nobody decides on what he entered himself.");
      case SAME_PERSON ->
          new Problems.Refusal(
              HttpStatus.FORBIDDEN, "same-person", "The second word must be another person's.");
    };
  }
}
