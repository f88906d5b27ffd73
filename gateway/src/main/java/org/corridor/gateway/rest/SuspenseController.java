package org.corridor.gateway.rest;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.security.Principal;
import java.time.Instant;
import java.time.InstantSource;
import org.corridor.adapters.persistence.AuditTable;
import org.corridor.domain.UnitOfWork;
import org.corridor.domain.settlement.IncomingStore;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What officers decide about money in suspense: whether it waits for its time, or longer. */
@RestController
@RequestMapping("/v1/suspense/{arrival}")
@Tag(name = "Decisions")
final class SuspenseController {
  private final IncomingStore incoming;
  private final UnitOfWork work;
  private final AuditTable audit;
  private final InstantSource clock;

  SuspenseController(
      IncomingStore incoming, UnitOfWork work, AuditTable audit, InstantSource clock) {
    this.incoming = incoming;
    this.work = work;
    this.audit = audit;
    this.clock = clock;
  }

  /** What a decision led to. */
  record Decided(String arrival, String result) {}

  @PostMapping("/return")
  @Operation(summary = "Send an arrival back to where it came from, now")
  Decided giveBack(@PathVariable String arrival, Principal who) {
    Instant now = clock.instant();
    return decided(arrival, who, "return", now, "is sent back now");
  }

  @PostMapping("/keep")
  @Operation(summary = "Keep an arrival in suspense until somebody decides")
  Decided keep(@PathVariable String arrival, Principal who) {
    return decided(arrival, who, "keep", null, "stays until somebody decides");
  }

  /** The decision and who took it are kept together or not at all. */
  private Decided decided(
      String arrival, Principal who, String action, @Nullable Instant when, String result) {
    boolean done =
        work.in(
            () -> {
              if (!incoming.returnAt(arrival, when)) {
                return false;
              }
              audit.keep(
                  new AuditTable.Entry(clock.instant(), who.getName(), action, arrival, result));
              return true;
            });
    if (!done) {
      throw new Problems.Refusal(
          HttpStatus.CONFLICT,
          "not-waiting",
          "The arrival is not in suspense, or it is on its way back.");
    }
    return new Decided(arrival, result);
  }
}
