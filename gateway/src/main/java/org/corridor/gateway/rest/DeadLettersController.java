package org.corridor.gateway.rest;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.security.Principal;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.corridor.adapters.persistence.AuditTable;
import org.corridor.routes.inbound.DeadLetters;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The operator's hand on what met a bug: look, and send it back once the bug is mended. */
@RestController
@RequestMapping("/v1/operations/dead-letters")
@Tag(name = "Operations")
final class DeadLettersController {
  private static final int SHOWN_MAX = 100;
  private static final String ACTION = "replay";

  private final DeadLetters letters;
  private final AuditTable audit;
  private final InstantSource clock;

  DeadLettersController(DeadLetters letters, AuditTable audit, InstantSource clock) {
    this.letters = letters;
    this.audit = audit;
    this.clock = clock;
  }

  /** A dead letter without its content: what the transport called it, its fault, and since when. */
  record LetterView(@Nullable String transportId, @Nullable String fault, Instant since) {}

  /** The dead letters of an inbound queue, oldest first. */
  record QueueView(String queue, List<LetterView> letters) {}

  /** How many were sent back. */
  record Replayed(String queue, int replayed, String result) {}

  @GetMapping
  @Operation(
      summary = "What could not be worked on",
      description = "Per inbound queue, oldest first, at most 100; without content.")
  List<QueueView> list() {
    return letters.queues().stream()
        .sorted()
        .map(
            queue ->
                new QueueView(
                    queue,
                    letters.list(queue, SHOWN_MAX).stream()
                        .map(
                            letter ->
                                new LetterView(
                                    letter.transportId(),
                                    letter.fault(),
                                    Instant.ofEpochMilli(letter.since())))
                        .toList()))
        .toList();
  }

  @PostMapping("/{queue}/replay")
  @Operation(
      summary = "Send the dead letters of an inbound queue back to it",
      description = "At most 1000, oldest first, all or none. Who asked for it is kept.")
  Replayed replay(@PathVariable String queue, Principal who) {
    if (!letters.queues().contains(queue)) {
      throw new Problems.Refusal(
          HttpStatus.NOT_FOUND, "no-queue", "There is no inbound queue of this name.");
    }
    // Kept before: should the gateway be cut off between the two, it is known who began it.
    keep(who, queue, "asked for");
    int replayed = letters.replay(queue, DeadLetters.LETTERS_MAX);
    String result = replayed + " sent back to " + queue;
    keep(who, queue, result);
    return new Replayed(queue, replayed, result);
  }

  private void keep(Principal who, String queue, String outcome) {
    audit.keep(new AuditTable.Entry(clock.instant(), who.getName(), ACTION, queue, outcome));
  }
}
