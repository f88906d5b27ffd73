package org.corridor.adapters.interbank;

import java.util.Map;

/** An answer of the desk, to be sent as it is. */
public final class DeskReply {
  private final int status;
  private final Map<String, String> headers;
  private final byte[] body;

  DeskReply(int status, Map<String, String> headers, byte[] body) {
    this.status = status;
    this.headers = Map.copyOf(headers);
    this.body = body.clone();
  }

  static DeskReply problem(int status, String title) {
    return new DeskReply(status, Map.of(), Wire.write(new Wire.Problem(status, title)));
  }

  /** The HTTP status. */
  public int status() {
    return status;
  }

  /** The media type of the body. */
  public String contentType() {
    return status == 200 ? "application/json" : "application/problem+json";
  }

  /** The headers to set beside the media type. */
  public Map<String, String> headers() {
    return headers;
  }

  /** The exact bytes that were signed. */
  public byte[] body() {
    return body.clone();
  }
}
