package org.corridor.adapters.settlement;

import java.net.URI;
import java.time.Duration;
import java.util.Currency;
import java.util.Map;
import org.corridor.domain.money.Asset;

/**
 * Which ledger we settle on. A real network is a matter of URL and passphrase. The URL must lead to
 * one Horizon, or to several on one database: two that lag differently could show a close before
 * the transactions in it.
 *
 * @param url Horizon's root, for example {@code http://127.0.0.1:8000}
 * @param passphrase the network's passphrase
 * @param assets the asset that stands for each currency of the corridor
 * @param feeStroops the most we pay for one transaction, in stroops of the native asset
 * @param timeout how long one request may take
 * @param concurrentRequests the most requests under way at a time
 */
public record HorizonSettings(
    URI url,
    String passphrase,
    Map<Currency, Asset> assets,
    int feeStroops,
    Duration timeout,
    int concurrentRequests) {
  /** The protocol's least fee for one operation. */
  public static final int FEE_STROOPS_MIN = 100;

  /** Checks the bounds and copies the map. */
  public HorizonSettings {
    assets = Map.copyOf(assets);
    if (feeStroops < FEE_STROOPS_MIN) {
      throw new IllegalArgumentException("the fee is at least 100 stroops");
    }
    if (concurrentRequests < 1 || timeout.isNegative() || timeout.isZero()) {
      throw new IllegalArgumentException("timeout and concurrent requests must be positive");
    }
  }

  /** Settings with a fee of 1,000 stroops, ten seconds a request and 32 requests at a time. */
  public static HorizonSettings of(URI url, String passphrase, Map<Currency, Asset> assets) {
    return new HorizonSettings(url, passphrase, assets, 1_000, Duration.ofSeconds(10), 32);
  }
}
