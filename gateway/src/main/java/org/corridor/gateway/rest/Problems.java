package org.corridor.gateway.rest;

import java.net.URI;
import java.util.List;
import java.util.Map;
import org.corridor.domain.Malformed;
import org.corridor.domain.Retryable;
import org.corridor.domain.message.Fault;
import org.corridor.domain.message.StatusReport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

/** Everything that can go wrong, as problem details (RFC 9457) that name the field and the rule. */
@RestControllerAdvice(basePackageClasses = Problems.class)
final class Problems extends ResponseEntityExceptionHandler {
  private static final Logger LOG = LoggerFactory.getLogger(Problems.class);
  private static final String RETRY_SECONDS = "2";

  /** One fault, as the API shows it. */
  record FaultView(String field, String rule, String code, String explanation) {
    static FaultView of(Fault fault) {
      return new FaultView(fault.field(), fault.rule(), fault.code().name(), fault.explanation());
    }
  }

  /** A refused message: its faults, and those of its transactions. */
  static ProblemDetail refused(StatusReport report, List<Fault> faults) {
    ProblemDetail problem =
        problem(HttpStatus.BAD_REQUEST, "refused", "The message was refused; its faults say why.");
    problem.setProperty("reportId", report.reportId());
    problem.setProperty("faults", faults.stream().map(FaultView::of).toList());
    return problem;
  }

  /** A key that was used with other content. */
  static ProblemDetail conflict(String field) {
    ProblemDetail problem =
        problem(
            HttpStatus.CONFLICT,
            "conflict",
            "The same key was used before with other content; '" + field + "' differs.");
    problem.setProperty("field", field);
    problem.setProperty("rule", "idempotency.content");
    problem.setProperty("code", "AM05");
    return problem;
  }

  static ProblemDetail problem(HttpStatus status, String kind, String detail) {
    ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, detail);
    problem.setType(URI.create("urn:corridor:problem:" + kind));
    problem.setTitle(kind.replace('-', ' '));
    return problem;
  }

  static ResponseEntity<Object> answer(ProblemDetail problem) {
    return ResponseEntity.status(problem.getStatus()).body(problem);
  }

  @ExceptionHandler(Malformed.class)
  ResponseEntity<Object> malformed(Malformed fault) {
    ProblemDetail problem =
        problem(HttpStatus.BAD_REQUEST, "malformed", String.valueOf(fault.getMessage()));
    problem.setProperty(
        "faults", List.of(Map.of("rule", fault.rule(), "code", fault.code().name())));
    return answer(problem);
  }

  @ExceptionHandler(Refusal.class)
  ResponseEntity<Object> refusal(Refusal refusal) {
    return answer(problem(refusal.status(), refusal.kind(), String.valueOf(refusal.getMessage())));
  }

  @ExceptionHandler(Retryable.class)
  ResponseEntity<Object> tryLater(Retryable fault) {
    LOG.warn("a request met a fault that may pass: {}", fault.getMessage());
    return ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE)
        .header("Retry-After", RETRY_SECONDS)
        .body(
            problem(
                HttpStatus.SERVICE_UNAVAILABLE,
                "try-later",
                "Nothing was kept; the same request with the same key may be sent again."));
  }

  /** A request that the API refuses with a status of its own. */
  static final class Refusal extends RuntimeException {
    private final HttpStatus status;
    private final String kind;

    Refusal(HttpStatus status, String kind, String detail) {
      super(detail);
      this.status = status;
      this.kind = kind;
    }

    HttpStatus status() {
      return status;
    }

    String kind() {
      return kind;
    }
  }
}
