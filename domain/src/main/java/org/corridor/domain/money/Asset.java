package org.corridor.domain.money;

import java.util.Currency;
import org.corridor.domain.Malformed;
import org.corridor.domain.ReasonCode;
import org.corridor.domain.party.LedgerAddress;
import org.jspecify.annotations.Nullable;

/**
 * What the ledger moves: the native asset, or credit that an anchor issues.
 *
 * @param code one to twelve letters and digits; {@code XLM} for the native asset
 * @param issuer the anchor's account; null for the native asset only
 */
public record Asset(String code, @Nullable LedgerAddress issuer) {
  /** The network's native asset. */
  public static final Asset NATIVE = new Asset("XLM", null);

  /** Checks the code. */
  public Asset {
    if (!code.matches("[A-Za-z0-9]{1,12}")) {
      throw new Malformed(
          "asset.code", ReasonCode.AM03, "asset code must be 1 to 12 letters or digits");
    }
  }

  /** Whether this is the native asset. */
  public boolean isNative() {
    return issuer == null;
  }

  /** Whether the asset is an anchor's credit in this currency, by its code. */
  public boolean standsFor(Currency currency) {
    return issuer != null && code.equals(currency.getCurrencyCode());
  }

  /** {@code native} or {@code CODE:ISSUER}, as SEP-11 writes it. */
  public static Asset parse(String text) {
    if (text.equals("native")) {
      return NATIVE;
    }
    int colon = text.indexOf(':');
    if (colon < 0) {
      throw new Malformed("asset.form", ReasonCode.AM03, "asset must be native or CODE:ISSUER");
    }
    return new Asset(text.substring(0, colon), new LedgerAddress(text.substring(colon + 1)));
  }

  /** {@code native} or {@code CODE:ISSUER} (SEP-11). */
  @Override
  public String toString() {
    return issuer == null ? "native" : code + ":" + issuer.value();
  }
}
