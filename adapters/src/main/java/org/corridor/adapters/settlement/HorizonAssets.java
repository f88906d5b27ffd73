package org.corridor.adapters.settlement;

import com.fasterxml.jackson.databind.JsonNode;
import org.corridor.domain.money.Asset;
import org.corridor.domain.party.LedgerAddress;
import org.jspecify.annotations.Nullable;

/** Assets as Horizon writes them, in answers and in queries. */
final class HorizonAssets {
  /** Codes of up to this length are of type credit_alphanum4. */
  private static final int SHORT_CODE_MAX = 4;

  private HorizonAssets() {}

  /** The asset in a node's fields, whose names begin with a prefix; null when it is none. */
  static @Nullable Asset read(JsonNode node, String prefix) {
    return switch (node.path(prefix + "asset_type").asText("")) {
      case "native" -> Asset.NATIVE;
      case "credit_alphanum4", "credit_alphanum12" ->
          new Asset(
              node.path(prefix + "asset_code").asText(),
              new LedgerAddress(node.path(prefix + "asset_issuer").asText()));
      default -> null;
    };
  }

  /** The asset as three parameters of a query, whose names begin with a prefix. */
  static String query(String prefix, Asset asset) {
    if (asset.issuer() == null) {
      return prefix + "asset_type=native";
    }
    String type =
        asset.code().length() <= SHORT_CODE_MAX ? "credit_alphanum4" : "credit_alphanum12";
    return "%sasset_type=%s&%sasset_code=%s&%sasset_issuer=%s"
        .formatted(prefix, type, prefix, asset.code(), prefix, asset.issuer().value());
  }
}
