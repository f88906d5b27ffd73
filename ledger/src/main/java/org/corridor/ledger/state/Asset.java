package org.corridor.ledger.state;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.stellar.sdk.xdr.AlphaNum12;
import org.stellar.sdk.xdr.AlphaNum4;
import org.stellar.sdk.xdr.AssetCode12;
import org.stellar.sdk.xdr.AssetCode4;
import org.stellar.sdk.xdr.AssetType;

/** Something that can be paid or traded: the native lumens or a credit of an issuer. */
public sealed interface Asset extends LineAsset, Comparable<Asset> {
  /** Length of a short code in XDR, in bytes. */
  int SHORT_CODE = 4;

  /** Length of a long code in XDR, in bytes. */
  int LONG_CODE = 12;

  /** The native asset. */
  record Native() implements Asset {
    private static final Native LUMENS = new Native();

    @Override
    public String toString() {
      return "native";
    }
  }

  /**
   * A credit. The code is kept without its padding and may be invalid, as it came from outside:
   * {@link #valid()} tells.
   *
   * @param code the code's bytes as Latin-1 characters, without trailing zero bytes
   * @param wide whether it is of the twelve-byte type
   * @param issuer the issuing account
   */
  record Credit(String code, boolean wide, AccountId issuer) implements Asset {
    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Credit that
          && wide == that.wide
          && issuer.equals(that.issuer)
          && code.equals(that.code);
    }

    @Override
    public int hashCode() {
      return 31 * issuer.hashCode() + code.hashCode();
    }

    @Override
    public String toString() {
      return code + ":" + issuer;
    }
  }

  /** Returns the native asset. */
  static Asset lumens() {
    return Native.LUMENS;
  }

  /** Returns a credit whose code is 1 to 12 letters or digits. */
  static Asset credit(String code, AccountId issuer) {
    return new Credit(code, code.length() > SHORT_CODE, issuer);
  }

  /** Returns whether the code is well formed. */
  default boolean valid() {
    if (!(this instanceof Credit credit)) {
      return true;
    }
    String code = credit.code();
    boolean alphanumeric =
        code.chars()
            .allMatch(
                c -> (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'));
    return alphanumeric && !code.isEmpty() && credit.wide() == code.length() > SHORT_CODE;
  }

  /** Returns the issuer, null for lumens. */
  default @Nullable AccountId issuerOrNull() {
    return this instanceof Credit credit ? credit.issuer() : null;
  }

  /** Returns whether this account issues the asset. */
  default boolean issuedBy(AccountId account) {
    return this instanceof Credit credit && credit.issuer().equals(account);
  }

  /** Returns whether this is the native asset. */
  default boolean isNative() {
    return this instanceof Native;
  }

  @Override
  default int compareTo(Asset other) {
    if (!(this instanceof Credit mine)) {
      return other.isNative() ? 0 : -1;
    }
    if (!(other instanceof Credit theirs)) {
      return 1;
    }
    int order = Boolean.compare(mine.wide(), theirs.wide());
    if (order == 0) {
      order = mine.code().compareTo(theirs.code());
    }
    return order == 0 ? mine.issuer().compareTo(theirs.issuer()) : order;
  }

  /** Returns the asset of an XDR asset, well formed or not. */
  static Asset of(org.stellar.sdk.xdr.Asset xdr) {
    return switch (xdr.getDiscriminant()) {
      case ASSET_TYPE_NATIVE -> Native.LUMENS;
      case ASSET_TYPE_CREDIT_ALPHANUM4 -> of(xdr.getAlphaNum4());
      case ASSET_TYPE_CREDIT_ALPHANUM12 -> of(xdr.getAlphaNum12());
      default -> throw new IllegalArgumentException("no asset: " + xdr.getDiscriminant());
    };
  }

  /** Returns the credit with a short code. */
  static Credit of(AlphaNum4 xdr) {
    return new Credit(
        code(xdr.getAssetCode().getAssetCode4()), false, AccountId.of(xdr.getIssuer()));
  }

  /** Returns the credit with a long code. */
  static Credit of(AlphaNum12 xdr) {
    return new Credit(
        code(xdr.getAssetCode().getAssetCode12()), true, AccountId.of(xdr.getIssuer()));
  }

  /** Returns a code's bytes as text without trailing zeros. */
  static String code(byte[] padded) {
    int length = padded.length;
    while (length > 0 && padded[length - 1] == 0) {
      length--;
    }
    return new String(padded, 0, length, StandardCharsets.ISO_8859_1);
  }

  /** Returns the asset as XDR. */
  default org.stellar.sdk.xdr.Asset toXdr() {
    org.stellar.sdk.xdr.Asset xdr = new org.stellar.sdk.xdr.Asset();
    if (!(this instanceof Credit credit)) {
      xdr.setDiscriminant(AssetType.ASSET_TYPE_NATIVE);
    } else if (credit.wide()) {
      xdr.setDiscriminant(AssetType.ASSET_TYPE_CREDIT_ALPHANUM12);
      xdr.setAlphaNum12(alphaNum12(credit));
    } else {
      xdr.setDiscriminant(AssetType.ASSET_TYPE_CREDIT_ALPHANUM4);
      xdr.setAlphaNum4(alphaNum4(credit));
    }
    return xdr;
  }

  /** Returns the XDR arm of a credit with a short code. */
  static AlphaNum4 alphaNum4(Credit credit) {
    AlphaNum4 arm = new AlphaNum4();
    arm.setAssetCode(new AssetCode4(padded(credit.code(), SHORT_CODE)));
    arm.setIssuer(credit.issuer().toXdr());
    return arm;
  }

  /** Returns the XDR arm of a credit with a long code. */
  static AlphaNum12 alphaNum12(Credit credit) {
    AlphaNum12 arm = new AlphaNum12();
    arm.setAssetCode(new AssetCode12(padded(credit.code(), LONG_CODE)));
    arm.setIssuer(credit.issuer().toXdr());
    return arm;
  }

  private static byte[] padded(String code, int length) {
    return Arrays.copyOf(code.getBytes(StandardCharsets.ISO_8859_1), length);
  }
}
