package org.corridor.gateway.rest;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.Principal;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.corridor.domain.UnitOfWork;
import org.corridor.domain.message.AnswerType;
import org.corridor.domain.message.Channel;
import org.corridor.domain.message.MessageStore;
import org.corridor.domain.message.MessageType;
import org.corridor.domain.message.MessageWriter;
import org.corridor.domain.message.RawMessage;
import org.corridor.domain.message.StatusReport;
import org.corridor.domain.payment.Intake;
import org.corridor.domain.payment.IntakeOutcome;
import org.corridor.domain.payment.Uetr;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.UriUtils;

/** Bank messages as bytes, and payments as JSON: in, and their final answers out. */
@RestController
@RequestMapping("/v1")
@Tag(name = "Messages")
final class MessagesController {
  private static final int KEY_LENGTH_MAX = 100;
  private static final String REPLAYED = "Idempotent-Replayed";

  private final Intake intake;
  private final MessageStore messages;
  private final MessageWriter writer;
  private final UnitOfWork work;
  private final InstantSource clock;
  private final Supplier<UUID> ids;

  MessagesController(
      Intake intake,
      MessageStore messages,
      MessageWriter writer,
      UnitOfWork work,
      InstantSource clock,
      Supplier<UUID> ids) {
    this.intake = intake;
    this.messages = messages;
    this.writer = writer;
    this.work = work;
    this.clock = clock;
    this.ids = ids;
  }

  /** What an accepted message is told. */
  record Acceptance(String message, List<String> payments, String answer) {
    static Acceptance of(String key, List<Uetr> payments) {
      return new Acceptance(
          key,
          payments.stream().map(Uetr::value).toList(),
          "/v1/answers?message=" + UriUtils.encodeQueryParam(key, StandardCharsets.UTF_8));
    }
  }

  @PostMapping("/messages")
  @Operation(
      summary = "Send a message",
      description =
          "pacs.008.001.08, pain.001.001.09, pain.001.001.03 or MT103, as bytes. 202 with the"
              + " payments' UETRs; the same key and content gives the original answer, other"
              + " content a conflict that names the field. With Accept: application/xml a refusal"
              + " is a pacs.002 or pain.002.")
  ResponseEntity<Object> message(
      @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
      HttpServletRequest request,
      Principal sender)
      throws IOException {
    return accept(key, null, request, sender);
  }

  @PostMapping("/payments")
  @Operation(
      summary = "Order a payment",
      description = "One payment as JSON; see docs/messages.md for its form.")
  ResponseEntity<Object> payment(
      @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
      HttpServletRequest request,
      Principal sender)
      throws IOException {
    return accept(key, MessageType.PAYMENT_JSON, request, sender);
  }

  @GetMapping("/answers")
  @Operation(
      summary = "The final answer of a message",
      description = "404 while some of its payments are under way.")
  ResponseEntity<Object> answer(@RequestParam String message, HttpServletRequest request) {
    Optional<MessageStore.Answered> answered = work.in(() -> messages.answer(message));
    return answered
        .map(a -> report(HttpStatus.OK, a.report(), request))
        .orElseThrow(
            () ->
                new Problems.Refusal(
                    HttpStatus.NOT_FOUND,
                    "no-answer",
                    "There is no final answer of this message."));
  }

  private ResponseEntity<Object> accept(
      @Nullable String key,
      @Nullable MessageType expected,
      HttpServletRequest request,
      Principal sender)
      throws IOException {
    if (key == null || key.isBlank() || key.length() > KEY_LENGTH_MAX) {
      throw new Problems.Refusal(
          HttpStatus.BAD_REQUEST,
          "idempotency-key",
          "The header Idempotency-Key is required, with 1 to 100 characters.");
    }
    RawMessage raw =
        new RawMessage(
            ids.get().toString(),
            Channel.REST,
            sender.getName(),
            key,
            expected,
            null,
            body(request),
            clock.instant());
    return switch (intake.accept(raw)) {
      case IntakeOutcome.Accepted accepted ->
          accepted(ResponseEntity.accepted(), accepted.messageKey(), accepted.uetrs());
      case IntakeOutcome.Repeated repeated -> repeated(repeated, request);
      case IntakeOutcome.Conflict conflict ->
          wantsXml(request)
              ? report(HttpStatus.CONFLICT, conflict.report(), request)
              : Problems.answer(Problems.conflict(conflict.field()));
      case IntakeOutcome.Refused refused ->
          wantsXml(request)
              ? report(HttpStatus.BAD_REQUEST, refused.report(), request)
              : Problems.answer(Problems.refused(refused.report(), refused.faults()));
    };
  }

  private ResponseEntity<Object> repeated(
      IntakeOutcome.Repeated repeated, HttpServletRequest request) {
    return repeated
        .answer()
        .map(answer -> report(HttpStatus.OK, answer, request))
        .orElseGet(
            () ->
                accepted(
                    ResponseEntity.accepted().header(REPLAYED, "true"),
                    repeated.messageKey(),
                    repeated.uetrs()));
  }

  /** JSON also for him who wants his answers as XML: there is no message for it. */
  private static ResponseEntity<Object> accepted(
      ResponseEntity.BodyBuilder response, String key, List<Uetr> payments) {
    return response.contentType(MediaType.APPLICATION_JSON).body(Acceptance.of(key, payments));
  }

  private ResponseEntity<Object> report(
      HttpStatus status, StatusReport report, HttpServletRequest request) {
    AnswerType form =
        wantsXml(request) ? MessageWriter.answerTo(report.originalType()) : AnswerType.STATUS_JSON;
    return ResponseEntity.status(status)
        .contentType(
            form == AnswerType.STATUS_JSON ? MediaType.APPLICATION_JSON : MediaType.APPLICATION_XML)
        .body(writer.statusReport(report, form));
  }

  private static boolean wantsXml(HttpServletRequest request) {
    String accept = request.getHeader("Accept");
    return accept != null && accept.toLowerCase(Locale.ROOT).contains("xml");
  }

  /**
   * Reads the body, and one byte more than is allowed at the most, so that too much is told as
   * such.
   */
  private static byte[] body(HttpServletRequest request) throws IOException {
    try (InputStream body = request.getInputStream()) {
      return body.readNBytes(RawMessage.BYTES_MAX + 1);
    }
  }
}
