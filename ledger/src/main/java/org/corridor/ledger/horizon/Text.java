package org.corridor.ledger.horizon;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import org.corridor.ledger.store.Xdr;
import org.stellar.sdk.SignedPayloadSigner;
import org.stellar.sdk.StrKey;
import org.stellar.sdk.xdr.AccountID;
import org.stellar.sdk.xdr.AlphaNum12;
import org.stellar.sdk.xdr.AlphaNum4;
import org.stellar.sdk.xdr.Asset;
import org.stellar.sdk.xdr.ClaimableBalanceID;
import org.stellar.sdk.xdr.CryptoKeyType;
import org.stellar.sdk.xdr.MuxedAccount;
import org.stellar.sdk.xdr.PoolID;
import org.stellar.sdk.xdr.Price;
import org.stellar.sdk.xdr.SignerKey;

/** How the ledger's values read in Horizon's answers. */
final class Text {
  static final int DECIMALS = 7;
  static final long STROOPS = 10_000_000L;

  private static final int MUXED_VERSION = 12 << 3;
  private static final int MUXED_BYTES = 1 + 32 + 8 + 2;
  private static final int CRC_POLYNOMIAL = 0x1021;
  private static final int BASE32_BITS = 5;
  private static final String BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  private static final String BALANCE_V0 = "00000000";

  private Text() {}

  /** Stroops as a decimal with seven places. */
  static String amount(long stroops) {
    String digits = Long.toUnsignedString(Math.abs(stroops));
    StringBuilder text = new StringBuilder(digits.length() + DECIMALS + 2);
    if (stroops < 0) {
      text.append('-');
    }
    int whole = digits.length() - DECIMALS;
    if (whole <= 0) {
      text.append("0.").repeat('0', -whole).append(digits);
    } else {
      text.append(digits, 0, whole).append('.').append(digits, whole, digits.length());
    }
    return text.toString();
  }

  /** A price as a decimal with seven places, rounded half up. */
  static String price(long n, long d) {
    return ratio(BigDecimal.valueOf(n), BigDecimal.valueOf(d));
  }

  static String price(Price price) {
    return price(price.getN().getInt32(), price.getD().getInt32());
  }

  static String ratio(BigDecimal n, BigDecimal d) {
    return n.divide(d, DECIMALS, RoundingMode.HALF_UP).toPlainString();
  }

  /** Unix seconds as RFC 3339; the last time that there is for what lies beyond it. */
  static String time(long seconds) {
    long within = Math.clamp(seconds, Instant.MIN.getEpochSecond(), Instant.MAX.getEpochSecond());
    String text = Instant.ofEpochSecond(within).toString();
    return text.startsWith("+") ? text.substring(1) : text;
  }

  static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }

  static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }

  static String account(byte[] key) {
    return StrKey.encodeEd25519PublicKey(key);
  }

  static String account(AccountID account) {
    return account(Xdr.key(account));
  }

  static String account(MuxedAccount account) {
    return account(Xdr.key(account));
  }

  static boolean isMuxed(MuxedAccount account) {
    return account.getDiscriminant() == CryptoKeyType.KEY_TYPE_MUXED_ED25519;
  }

  static String muxedId(MuxedAccount account) {
    return account.getMed25519().getId().getUint64().getNumber().toString();
  }

  /** The M address of a multiplexed account (SEP-23). */
  static String muxed(MuxedAccount account) {
    long id = account.getMed25519().getId().getUint64().getNumber().longValue();
    ByteBuffer bytes =
        ByteBuffer.allocate(MUXED_BYTES)
            .put((byte) MUXED_VERSION)
            .put(Xdr.key(account))
            .putLong(id);
    int crc = 0;
    for (int i = 0; i < bytes.position(); i++) {
      crc ^= (bytes.get(i) & 0xff) << Byte.SIZE;
      for (int bit = 0; bit < Byte.SIZE; bit++) {
        crc = (crc & 0x8000) != 0 ? crc << 1 ^ CRC_POLYNOMIAL : crc << 1;
      }
      crc &= 0xffff;
    }
    bytes.put((byte) crc).put((byte) (crc >>> Byte.SIZE));
    return base32(bytes.array());
  }

  private static String base32(byte[] bytes) {
    StringBuilder text = new StringBuilder();
    int buffer = 0;
    int bits = 0;
    for (byte b : bytes) {
      buffer = buffer << Byte.SIZE | (b & 0xff);
      bits += Byte.SIZE;
      while (bits >= BASE32_BITS) {
        bits -= BASE32_BITS;
        text.append(BASE32.charAt(buffer >>> bits & 31));
      }
      buffer &= (1 << bits) - 1;
    }
    if (bits > 0) {
      text.append(BASE32.charAt(buffer << (BASE32_BITS - bits) & 31));
    }
    return text.toString();
  }

  static String signer(SignerKey key) {
    return switch (key.getDiscriminant()) {
      case SIGNER_KEY_TYPE_ED25519 -> account(key.getEd25519().getUint256());
      case SIGNER_KEY_TYPE_PRE_AUTH_TX -> StrKey.encodePreAuthTx(key.getPreAuthTx().getUint256());
      case SIGNER_KEY_TYPE_HASH_X -> StrKey.encodeSha256Hash(key.getHashX().getUint256());
      case SIGNER_KEY_TYPE_ED25519_SIGNED_PAYLOAD ->
          StrKey.encodeSignedPayload(
              new SignedPayloadSigner(
                  key.getEd25519SignedPayload().getEd25519().getUint256(),
                  key.getEd25519SignedPayload().getPayload()));
    };
  }

  static String signerType(SignerKey key) {
    return switch (key.getDiscriminant()) {
      case SIGNER_KEY_TYPE_ED25519 -> "ed25519_public_key";
      case SIGNER_KEY_TYPE_PRE_AUTH_TX -> "preauth_tx";
      case SIGNER_KEY_TYPE_HASH_X -> "sha256_hash";
      case SIGNER_KEY_TYPE_ED25519_SIGNED_PAYLOAD -> "ed25519_signed_payload";
    };
  }

  static String assetType(Asset asset) {
    return switch (asset.getDiscriminant()) {
      case ASSET_TYPE_NATIVE -> "native";
      case ASSET_TYPE_CREDIT_ALPHANUM4 -> "credit_alphanum4";
      case ASSET_TYPE_CREDIT_ALPHANUM12 -> "credit_alphanum12";
      case ASSET_TYPE_POOL_SHARE -> "liquidity_pool_shares";
    };
  }

  static String code(byte[] padded) {
    int length = padded.length;
    while (length > 0 && padded[length - 1] == 0) {
      length--;
    }
    return new String(padded, 0, length, StandardCharsets.US_ASCII);
  }

  static String code(AlphaNum4 asset) {
    return code(asset.getAssetCode().getAssetCode4());
  }

  static String code(AlphaNum12 asset) {
    return code(asset.getAssetCode().getAssetCode12());
  }

  static String code(Asset asset) {
    return switch (asset.getDiscriminant()) {
      case ASSET_TYPE_CREDIT_ALPHANUM4 -> code(asset.getAlphaNum4());
      case ASSET_TYPE_CREDIT_ALPHANUM12 -> code(asset.getAlphaNum12());
      default -> "";
    };
  }

  static String issuer(Asset asset) {
    return switch (asset.getDiscriminant()) {
      case ASSET_TYPE_CREDIT_ALPHANUM4 -> account(asset.getAlphaNum4().getIssuer());
      case ASSET_TYPE_CREDIT_ALPHANUM12 -> account(asset.getAlphaNum12().getIssuer());
      default -> "";
    };
  }

  /** {@code native} or {@code CODE:ISSUER}. */
  static String canonical(Asset asset) {
    String code = code(asset);
    return code.isEmpty() ? "native" : code + ":" + issuer(asset);
  }

  /**
   * The order in which Horizon takes the two assets of a trade when the question leaves it open.
   */
  static String sortKey(Asset asset) {
    return assetType(asset) + "/" + code(asset) + "/" + issuer(asset);
  }

  static String pool(PoolID id) {
    return hex(id.getPoolID().getHash());
  }

  static String balance(ClaimableBalanceID id) {
    return BALANCE_V0 + hex(id.getV0().getHash());
  }
}
