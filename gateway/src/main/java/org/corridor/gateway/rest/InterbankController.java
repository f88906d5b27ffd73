package org.corridor.gateway.rest;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import org.corridor.adapters.interbank.DeskReply;
import org.corridor.adapters.interbank.InterbankDesk;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What other banks call; their signature is checked by the desk. See docs/interbank.md. */
@RestController
@RequestMapping("/interbank/v1")
@Tag(name = "Interbank")
final class InterbankController {
  /** A full batch of agreements with long names and remittance lines fits well. */
  private static final int BODY_BYTES_MAX = 4 << 20;

  private final InterbankDesk desk;

  InterbankController(InterbankDesk desk) {
    this.desk = desk;
  }

  @PostMapping("/resolutions")
  @Operation(summary = "Resolve beneficiaries of this bank", description = "Signed; up to 256.")
  ResponseEntity<byte[]> resolutions(HttpServletRequest request) throws IOException {
    return of(desk.resolutions(request::getHeader, body(request)));
  }

  @PostMapping("/agreements")
  @Operation(summary = "Agree to payments (travel rule)", description = "Signed; up to 256.")
  ResponseEntity<byte[]> agreements(HttpServletRequest request) throws IOException {
    return of(desk.agreements(request::getHeader, body(request)));
  }

  private static byte[] body(HttpServletRequest request) throws IOException {
    try (InputStream in = request.getInputStream()) {
      byte[] body = in.readNBytes(BODY_BYTES_MAX + 1);
      if (body.length > BODY_BYTES_MAX) {
        throw new Problems.Refusal(
            HttpStatus.PAYLOAD_TOO_LARGE, "too-large", "The body is larger than 4 MiB.");
      }
      return body;
    }
  }

  private static ResponseEntity<byte[]> of(DeskReply reply) {
    HttpHeaders headers = new HttpHeaders();
    reply.headers().forEach(headers::set);
    headers.set(HttpHeaders.CONTENT_TYPE, reply.contentType());
    return ResponseEntity.status(reply.status()).headers(headers).body(reply.body());
  }
}
