package org.corridor.ledger.horizon;

import java.net.URLEncoder;
import java.nio.BufferUnderflowException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.corridor.ledger.state.AccountId;
import org.corridor.ledger.state.Asset;
import org.corridor.ledger.state.Bytes;
import org.corridor.ledger.state.SignerKey;
import org.corridor.ledger.store.Xdr;
import org.jspecify.annotations.Nullable;
import org.stellar.sdk.SignedPayloadSigner;
import org.stellar.sdk.StrKey;
import org.stellar.sdk.xdr.SignerKeyType;

/**
 * What was asked: path segments and query parameters, parsed where they are used and refused in
 * Horizon's words.
 *
 * @param base scheme and authority for links
 * @param rawQuery the query as it came
 * @param lastEventId where a broken stream goes on
 */
record Request(
    String base,
    String path,
    List<String> segments,
    Map<String, String> query,
    String rawQuery,
    @Nullable String lastEventId) {

  static final int LIMIT_MAX = 200;
  private static final int LIMIT_DEFAULT = 10;
  static final int HASH_BYTES = 32;
  private static final int CODE_SHORT_MAX = 4;
  private static final int CODE_LONG_MAX = 12;
  private static final byte[] BALANCE_V0 = new byte[Integer.BYTES];
  private static final String ACCOUNT_WANTED =
      "Account ID must start with `G` and contain 56 alphanum characters";
  private static final String TYPE_WANTED =
      "Asset type must be native, credit_alphanum4 or credit_alphanum12";
  private static final Pattern CODE = Pattern.compile("[a-zA-Z0-9]{1,12}");
  private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");
  private static final Pattern NEGATIVE = Pattern.compile("-[0-9]{1,18}");
  private static final Pattern POSITION = Pattern.compile("[0-9]{1,19}");

  Request {
    segments = List.copyOf(segments);
    query = new TreeMap<>(query);
  }

  Optional<String> parameter(String name) {
    String value = query.get(name);
    return value == null || value.isEmpty() ? Optional.empty() : Optional.of(value);
  }

  int limit() {
    Optional<String> text = parameter("limit");
    if (text.isEmpty()) {
      return LIMIT_DEFAULT;
    }
    int limit;
    try {
      limit = Integer.parseInt(text.get());
    } catch (NumberFormatException e) {
      throw Problem.badRequest("limit", "unparseable value");
    }
    if (limit > LIMIT_MAX) {
      throw Problem.badRequest(
          "limit", "invalid limit: value provided that is over limit max of " + LIMIT_MAX);
    }
    if (limit <= 0) {
      throw Problem.badRequest("limit", "invalid limit: non-positive value provided");
    }
    return limit;
  }

  boolean ascending() {
    return switch (parameter("order").orElse("asc")) {
      case "asc" -> true;
      case "desc" -> false;
      default -> throw Problem.badRequest("order", "order: invalid value");
    };
  }

  /** The cursor as it came; a stream that was interrupted says where. */
  Optional<String> cursor() {
    return lastEventId == null ? parameter("cursor") : Optional.of(lastEventId);
  }

  boolean flag(String name) {
    return switch (parameter(name).orElse("false")) {
      case "true", "1", "on" -> true;
      case "false", "0", "off" -> false;
      default -> throw Problem.badRequest(name, "Filter should be true or false");
    };
  }

  boolean joinsTransactions() {
    return switch (parameter("join").orElse("")) {
      case "transactions" -> true;
      case "" -> false;
      default -> throw Problem.badRequest("join", "Accepted values: transactions");
    };
  }

  static long position(String text) {
    if (NEGATIVE.matcher(text).matches()) {
      throw Problem.badRequest("cursor", "the cursor " + text + " is a negative number: ");
    }
    if (!POSITION.matcher(text).matches()) {
      throw Problem.badRequest("cursor", "cursor: invalid value");
    }
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw Problem.badRequest("cursor", "cursor: invalid value");
    }
  }

  static AccountId account(String field, String address) {
    try {
      return AccountId.parse(address);
    } catch (IllegalArgumentException e) {
      throw Problem.badRequest(field, ACCOUNT_WANTED);
    }
  }

  Optional<AccountId> account(String field) {
    return parameter(field).map(address -> account(field, address));
  }

  static Bytes hash(String field, String hex) {
    if (!HASH.matcher(hex).matches()) {
      throw Problem.badRequest(
          field, "Transaction hash must be a hex-encoded, lowercase SHA-256 hash");
    }
    return Bytes.ofHex(hex);
  }

  static Bytes poolId(String hex) {
    return poolId("liquidity_pool_id", hex);
  }

  static Bytes poolId(String field, String hex) {
    if (!HASH.matcher(hex).matches()) {
      throw Problem.badRequest(field, hex + " does not validate as sha256");
    }
    return Bytes.ofHex(hex);
  }

  static Bytes balanceId(String field, String hex) {
    try {
      byte[] bytes = HexFormat.of().parseHex(hex);
      byte[] kind = Arrays.copyOf(bytes, Integer.BYTES);
      if (bytes.length == HASH_BYTES + Integer.BYTES && Arrays.equals(kind, BALANCE_V0)) {
        return Bytes.of(Arrays.copyOfRange(bytes, Integer.BYTES, bytes.length));
      }
    } catch (IllegalArgumentException e) {
      throw Problem.badRequest(field, hex + " does not validate as claimableBalanceID");
    }
    throw Problem.badRequest(field, hex + " does not validate as claimableBalanceID");
  }

  /** A signer of any kind as its address shows it. */
  static SignerKey signer(String address) {
    try {
      return switch (address.charAt(0)) {
        case 'T' -> SignerKey.preAuthTx(Bytes.of(StrKey.decodePreAuthTx(address)));
        case 'X' ->
            new SignerKey(
                SignerKeyType.SIGNER_KEY_TYPE_HASH_X,
                Bytes.of(StrKey.decodeSha256Hash(address)),
                null);
        case 'P' -> {
          SignedPayloadSigner signer = StrKey.decodeSignedPayload(address);
          yield new SignerKey(
              SignerKeyType.SIGNER_KEY_TYPE_ED25519_SIGNED_PAYLOAD,
              Bytes.of(Xdr.key(signer.getSignerAccountId())),
              Bytes.of(signer.getPayload()));
        }
        default -> SignerKey.ofAccount(AccountId.parse(address));
      };
    } catch (IllegalArgumentException | BufferUnderflowException e) {
      throw Problem.badRequest("signer", ACCOUNT_WANTED);
    }
  }

  /** An asset written as {@code native} or {@code CODE:ISSUER}; empty when it is neither. */
  static Optional<Asset> parsedAsset(String text) {
    if (text.equalsIgnoreCase("native")) {
      return Optional.of(Asset.lumens());
    }
    int colon = text.indexOf(':');
    if (colon < 0 || !isCode(text.substring(0, colon))) {
      return Optional.empty();
    }
    try {
      AccountId issuer = AccountId.parse(text.substring(colon + 1));
      return Optional.of(Asset.credit(text.substring(0, colon), issuer));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** The same in a field, in which it must be one. */
  static Asset canonicalAsset(String field, String text) {
    return parsedAsset(text)
        .orElseThrow(
            () ->
                Problem.badRequest(
                    field,
                    "Asset must be the string \"native\" or a string of the form"
                        + " \"Code:IssuerAccountID\" for issued assets."));
  }

  /**
   * An asset spread over the parameters type, code and issuer; empty when there is none of them.
   */
  Optional<Asset> asset(String prefix) {
    String type = parameter(prefix + "asset_type").orElse("");
    String code = parameter(prefix + "asset_code").orElse("");
    Optional<AccountId> issuer = account(prefix + "asset_issuer");
    int most =
        switch (type) {
          case "credit_alphanum4" -> CODE_SHORT_MAX;
          case "credit_alphanum12" -> CODE_LONG_MAX;
          case "native", "" -> 0;
          default -> throw Problem.badRequest(prefix + "asset_type", TYPE_WANTED);
        };
    if (most == 0) {
      return lumens(prefix, type, code, issuer);
    }
    if (code.length() > most || !CODE.matcher(code).matches()) {
      throw Problem.badRequest(
          prefix + "asset_code", "Asset code must be 1-12 alphanumeric characters");
    }
    return Optional.of(
        new Asset.Credit(
            code,
            most == CODE_LONG_MAX,
            issuer.orElseThrow(
                () -> Problem.badRequest(prefix + "asset_issuer", "Missing parameter"))));
  }

  private static Optional<Asset> lumens(
      String prefix, String type, String code, Optional<AccountId> issuer) {
    boolean nothing = code.isEmpty() && issuer.isEmpty();
    if (type.isEmpty()) {
      if (nothing) {
        return Optional.empty();
      }
      throw Problem.badRequest(prefix + "asset_type", "Missing parameter");
    }
    if (nothing) {
      return Optional.of(Asset.lumens());
    }
    throw code.isEmpty()
        ? Problem.badRequest(prefix + "asset_issuer", "native asset does not have an issuer")
        : Problem.badRequest(prefix + "asset_code", "native asset does not have a code");
  }

  static boolean isCode(String code) {
    return CODE.matcher(code).matches();
  }

  /** A positive amount in decimal, in stroops. */
  long amount(String field) {
    String text =
        parameter(field).orElseThrow(() -> Problem.badRequest(field, "Missing required field"));
    try {
      long stroops = new java.math.BigDecimal(text).movePointRight(Text.DECIMALS).longValueExact();
      if (stroops > 0) {
        return stroops;
      }
    } catch (ArithmeticException | NumberFormatException e) {
      throw Problem.badRequest(field, "Amount must be positive");
    }
    throw Problem.badRequest(field, "Amount must be positive");
  }

  /** The address of another page of the same question. */
  String page(String cursor, boolean ascending) {
    Map<String, String> parameters = new TreeMap<>(query);
    parameters.put("cursor", cursor);
    parameters.put("limit", Integer.toString(limit()));
    parameters.put("order", ascending ? "asc" : "desc");
    return base + path + "?" + encoded(parameters);
  }

  static String encoded(Map<String, String> parameters) {
    StringBuilder text = new StringBuilder();
    parameters.forEach(
        (name, value) -> {
          text.append(text.isEmpty() ? "" : "&").append(name).append('=');
          text.append(URLEncoder.encode(value, StandardCharsets.UTF_8));
        });
    return text.toString();
  }
}
