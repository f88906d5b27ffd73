package org.corridor.gateway.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import org.corridor.domain.Retryable;
import org.jspecify.annotations.Nullable;

/** A bank's integrator at the REST edge of its gateway, with a token of its own. */
public final class RestClient {
  private static final Duration TIMEOUT = Duration.ofSeconds(15);
  private static final int UNAUTHORIZED = 401;

  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(2))
          .build();
  private final ObjectMapper json = new ObjectMapper();
  private final Bank bank;
  private @Nullable String token;

  /** A client of a bank's gateway. */
  public RestClient(Bank bank) {
    this.bank = bank;
  }

  /**
   * Posts a body.
   *
   * @param path the resource
   * @param contentType what the body is
   * @param idempotencyKey the key; null to send none
   * @param body the bytes
   * @throws Retryable when the gateway does not answer
   */
  public Reply post(String path, String contentType, @Nullable String idempotencyKey, byte[] body) {
    return send(request(path, contentType, idempotencyKey, body));
  }

  /**
   * Posts a body as {@link #post} does and asks for the answer as a bank message.
   *
   * @throws Retryable when the gateway does not answer
   */
  public Reply postForXml(String path, String contentType, String idempotencyKey, byte[] body) {
    return send(
        request(path, contentType, idempotencyKey, body).setHeader("Accept", "application/xml"));
  }

  private HttpRequest.Builder request(
      String path, String contentType, @Nullable String idempotencyKey, byte[] body) {
    HttpRequest.Builder request =
        request(path)
            .header("Content-Type", contentType)
            .POST(HttpRequest.BodyPublishers.ofByteArray(body));
    if (idempotencyKey != null) {
      request.header("Idempotency-Key", idempotencyKey);
    }
    return request;
  }

  /**
   * Gets a resource.
   *
   * @throws Retryable when the gateway does not answer
   */
  public Reply get(String path) {
    return send(request(path).GET());
  }

  /**
   * Gets a resource as a bank message.
   *
   * @throws Retryable when the gateway does not answer
   */
  public Reply getXml(String path) {
    return send(request(path).setHeader("Accept", "application/xml").GET());
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(bank.url() + path))
        .timeout(TIMEOUT)
        .header("Accept", "application/json");
  }

  private Reply send(HttpRequest.Builder request) {
    Reply reply = exchange(request.setHeader("Authorization", "Bearer " + token()).build());
    if (reply.status() == UNAUTHORIZED) {
      token = null;
      reply = exchange(request.setHeader("Authorization", "Bearer " + token()).build());
    }
    return reply;
  }

  private synchronized String token() {
    String known = token;
    if (known != null) {
      return known;
    }
    String client = "corridor-integrator:" + bank.secrets().token("client-integrator");
    Reply reply =
        exchange(
            HttpRequest.newBuilder(URI.create(bank.url() + "/oauth2/token"))
                .timeout(TIMEOUT)
                .header(
                    "Authorization",
                    "Basic "
                        + Base64.getEncoder()
                            .encodeToString(client.getBytes(StandardCharsets.UTF_8)))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(
                    HttpRequest.BodyPublishers.ofString(
                        "grant_type=client_credentials&scope=payments"))
                .build());
    if (reply.status() != 200) {
      throw new Retryable("the issuer of " + bank.title() + " answered " + reply.status());
    }
    String fresh = reply.json().path("access_token").asText();
    token = fresh;
    return fresh;
  }

  private Reply exchange(HttpRequest request) {
    try {
      HttpResponse<byte[]> response = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
      return new Reply(
          response.statusCode(),
          response.headers().firstValue("Content-Type").orElse(""),
          response.body());
    } catch (IOException e) {
      throw new Retryable(bank.title() + " does not answer", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Retryable("interrupted", e);
    }
  }

  /** What came back. */
  @SuppressWarnings("ArrayRecordComponent") // read once, never compared
  public final class Reply {
    private final int status;
    private final String contentType;
    private final byte[] body;

    Reply(int status, String contentType, byte[] body) {
      this.status = status;
      this.contentType = contentType;
      this.body = body;
    }

    /** The HTTP status. */
    public int status() {
      return status;
    }

    /** The media type of the body; empty when there is none. */
    public String contentType() {
      return contentType;
    }

    /** The body as text. */
    public String text() {
      return new String(body, StandardCharsets.UTF_8);
    }

    /** The body as JSON; an empty object when it is none. */
    public JsonNode json() {
      try {
        JsonNode node = json.readTree(body);
        return node == null ? json.createObjectNode() : node;
      } catch (IOException e) {
        return json.createObjectNode();
      }
    }
  }
}
