package org.corridor.anchors;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Collection;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.corridor.domain.money.Asset;
import org.corridor.domain.party.LedgerAddress;
import org.stellar.sdk.KeyPair;

/**
 * The keys of the issuers and of the market maker, all derived from one master seed (HMAC-SHA256 of
 * the key's name), so that everybody who has the seed knows the same assets.
 */
public final class AnchorKeys {
  private static final int SEED_BYTES = 32;

  private final byte[] master;

  private AnchorKeys(byte[] master) {
    this.master = master.clone();
  }

  /** Keys from a master seed of 32 bytes. */
  public static AnchorKeys ofMaster(byte[] master) {
    if (master.length != SEED_BYTES) {
      throw new IllegalArgumentException("a master seed has 32 bytes");
    }
    return new AnchorKeys(master);
  }

  /**
   * Keys from a network's passphrase, for demonstration and tests only: like that network's root
   * key, anybody can know them.
   */
  public static AnchorKeys ofDemonstration(String passphrase) {
    try {
      return new AnchorKeys(
          MessageDigest.getInstance("SHA-256")
              .digest(("anchors of " + passphrase).getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /** The asset of a currency that these keys issue. */
  public Asset asset(Currency currency) {
    return new Asset(
        currency.getCurrencyCode(), new LedgerAddress(issuer(currency).getAccountId()));
  }

  /** The assets of several currencies, in their order. */
  public Map<Currency, Asset> assets(Collection<Currency> currencies) {
    Map<Currency, Asset> assets = new LinkedHashMap<>();
    currencies.forEach(currency -> assets.put(currency, asset(currency)));
    return assets;
  }

  /** The market maker's account. */
  public LedgerAddress marketMakerAccount() {
    return new LedgerAddress(marketMaker().getAccountId());
  }

  KeyPair issuer(Currency currency) {
    return derived("issuer:" + currency.getCurrencyCode());
  }

  KeyPair marketMaker() {
    return derived("market-maker");
  }

  private KeyPair derived(String name) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(master, "HmacSHA256"));
      return KeyPair.fromSecretSeed(mac.doFinal(name.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has HMAC-SHA256", e);
    }
  }
}
