package org.corridor.gateway.rest;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.corridor.domain.payment.Uetr;
import org.corridor.domain.payment.query.PaymentQueries;
import org.corridor.domain.payment.query.PaymentQueries.Page;
import org.corridor.domain.payment.query.PaymentQueries.Standing;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Where payments stand; parties are masked. */
@RestController
@RequestMapping("/v1/payments")
@Tag(name = "Payments")
final class PaymentsController {
  private final PaymentQueries queries;

  PaymentsController(PaymentQueries queries) {
    this.queries = queries;
  }

  /** A page of payments and the cursor of the next one. */
  record PaymentsView(List<PaymentView> payments, @Nullable String next) {}

  @GetMapping
  @Operation(summary = "Payments, newest first", description = "Paged by the cursor in `next`.")
  PaymentsView payments(
      @RequestParam(required = false) @Nullable String state,
      @RequestParam(required = false) @Nullable String cursor,
      @RequestParam(defaultValue = "50") int limit) {
    if (limit < 1 || limit > PaymentQueries.PAGE_MAX) {
      throw new Problems.Refusal(
          HttpStatus.BAD_REQUEST, "limit", "limit must be 1 to " + PaymentQueries.PAGE_MAX);
    }
    Page<Standing> page = queries.payments(state, cursor, limit);
    return new PaymentsView(page.items().stream().map(PaymentView::of).toList(), page.next());
  }

  @GetMapping("/{uetr}")
  @Operation(summary = "One payment, with its timeline, what was delivered and what it cost")
  PaymentView payment(@PathVariable String uetr) {
    return queries
        .payment(new Uetr(uetr))
        .map(story -> PaymentView.of(story.standing(), story.steps()))
        .orElseThrow(
            () ->
                new Problems.Refusal(
                    HttpStatus.NOT_FOUND, "no-payment", "There is no payment of this UETR."));
  }
}
