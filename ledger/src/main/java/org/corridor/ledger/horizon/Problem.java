package org.corridor.ledger.horizon;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** An answer that is a problem document (RFC 7807), as Horizon words it. */
final class Problem extends RuntimeException {
  private static final String TYPES = "https://stellar.org/horizon-errors/";

  private final transient ObjectNode document;
  private final int status;

  private Problem(int status, String type, String title, String detail, ObjectNode extras) {
    super(title, null, false, false);
    this.status = status;
    document = Json.object().put("type", TYPES + type).put("title", title).put("status", status);
    if (!detail.isEmpty()) {
      document.put("detail", detail);
    }
    if (!extras.isEmpty()) {
      document.set("extras", extras);
    }
  }

  int status() {
    return status;
  }

  ObjectNode document() {
    return document;
  }

  static Problem of(int status, String type, String title, String detail) {
    return new Problem(status, type, title, detail, Json.object());
  }

  static Problem of(int status, String type, String title, String detail, ObjectNode extras) {
    return new Problem(status, type, title, detail, extras);
  }

  static Problem notFound() {
    return of(
        404,
        "not_found",
        "Resource Missing",
        "The resource at the url requested was not found.  This usually occurs for one of two"
            + " reasons:  The url requested is not valid, or no data in our database could be found"
            + " with the parameters provided.");
  }

  static Problem beforeHistory() {
    return of(
        410,
        "before_history",
        "Data Requested Is Before Recorded History",
        "This horizon instance is configured to only track a portion of the stellar network's"
            + " latest history. This request is asking for results prior to the recorded history"
            + " known to this horizon instance.");
  }

  static Problem notAcceptable() {
    return of(
        406,
        "not_acceptable",
        "An acceptable response content-type could not be provided for this request",
        "");
  }

  static Problem unsupportedMediaType() {
    return of(
        415,
        "unsupported_media_type",
        "Unsupported Media Type",
        "The request has an unsupported content type. Presently, the only supported content type"
            + " is application/x-www-form-urlencoded.");
  }

  /** For a request that could not even be read. */
  static Problem ofStatus(int status) {
    return switch (status) {
      case 400 ->
          of(400, "bad_request", "Bad Request", "The request you sent was invalid in some way.");
      case 404 -> notFound();
      case 413 -> of(413, "payload_too_large", "Payload Too Large", "The request is too long.");
      case 503 -> overloaded();
      default ->
          status < 500
              ? of(status, "bad_request", "Bad Request", "The request you sent was invalid.")
              : internal();
    };
  }

  static Problem badRequest(String field, String reason) {
    ObjectNode extras = Json.object().put("invalid_field", field).put("reason", reason);
    return of(
        400, "bad_request", "Bad Request", "The request you sent was invalid in some way.", extras);
  }

  static Problem orderBook() {
    return of(
        400,
        "invalid_order_book",
        "Invalid Order Book Parameters",
        "The parameters that specify what order book to view are invalid in some way. Please ensure"
            + " that your type parameters (selling_asset_type and buying_asset_type) are one the"
            + " following valid values: native, credit_alphanum4, credit_alphanum12.  Also ensure"
            + " that you have specified selling_asset_code and selling_asset_issuer if"
            + " selling_asset_type is not 'native', as well as buying_asset_code and"
            + " buying_asset_issuer if buying_asset_type is not 'native'");
  }

  static Problem accountsFilter() {
    return of(
        400,
        "invalid_accounts_params",
        "Invalid Accounts Parameters",
        "Exactly one filter is required. Please ensure that you are including a signer, sponsor,"
            + " asset, or liquidity pool filter.");
  }

  static Problem malformedTransaction(String envelope) {
    return of(
        400,
        "transaction_malformed",
        "Transaction Malformed",
        "Horizon could not decode the transaction envelope in this request. A transaction should"
            + " be an XDR TransactionEnvelope struct encoded using base64.  The envelope read from"
            + " this request is echoed in the `extras.envelope_xdr` field of this response for your"
            + " convenience.",
        Json.object().put("envelope_xdr", envelope));
  }

  static Problem failed(ObjectNode extras) {
    return of(
        400,
        "transaction_failed",
        "Transaction Failed",
        "The transaction failed when submitted to the stellar network. The `extras.result_codes`"
            + " field on this response contains further details.  Descriptions of each code can be"
            + " found at:"
            + " https://developers.stellar.org/api/errors/http-status-codes/horizon-specific/"
            + "transaction-failed/",
        extras);
  }

  static Problem timeout(ObjectNode extras) {
    return of(
        504,
        "timeout",
        "Timeout",
        "Your request timed out before completing.  Please try your request again. If you are"
            + " submitting a transaction make sure you are sending exactly the same transaction"
            + " (with the same sequence number).",
        extras);
  }

  static Problem overloaded() {
    return of(
        503,
        "server_over_capacity",
        "Server Over Capacity",
        "This horizon server is currently overloaded.  Please wait for several minutes before"
            + " trying your request again.");
  }

  static Problem internal() {
    return of(
        500,
        "server_error",
        "Internal Server Error",
        "An error occurred while processing this request.  This is usually due to a bug within the"
            + " server software.");
  }
}
