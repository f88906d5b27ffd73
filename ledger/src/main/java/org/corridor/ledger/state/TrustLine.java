package org.corridor.ledger.state;

/**
 * A holding of a credit or of pool shares.
 *
 * @param balance in stroops
 * @param limit the most that may be held, in stroops
 * @param flags AUTHORIZED 1, AUTHORIZED_TO_MAINTAIN_LIABILITIES 2, CLAWBACK_ENABLED 4
 */
public record TrustLine(
    AccountId owner,
    LineAsset asset,
    long balance,
    long limit,
    int flags,
    Extension extension,
    Stamp stamp)
    implements Entry {

  /** The holder may send, receive and trade. */
  public static final int AUTHORIZED = 1;

  /** The holder may keep offers, no more. */
  public static final int MAINTAIN_LIABILITIES = 2;

  /** The issuer may claw back. */
  public static final int CLAWBACK_ENABLED = 4;

  /**
   * What later protocols added to a trust line.
   *
   * @param level 0 to 2: how far the nested extensions exist, which shows in XDR
   * @param buying liabilities of offers that buy the asset
   * @param selling liabilities of offers that sell the asset
   * @param poolUses how many pool-share lines of the owner need this line
   */
  public record Extension(int level, long buying, long selling, int poolUses) {
    /** No extension. */
    public static final Extension NONE = new Extension(0, 0, 0, 0);
  }

  @Override
  public Key.OfTrustLine key() {
    return new Key.OfTrustLine(owner, asset);
  }

  /** Returns the liabilities of offers that buy the asset. */
  public long buying() {
    return extension.buying;
  }

  /** Returns the liabilities of offers that sell the asset. */
  public long selling() {
    return extension.selling;
  }

  /** Returns how many pool-share lines of the owner need this line. */
  public int poolUses() {
    return extension.poolUses;
  }

  /** Returns whether the holder may send, receive and trade. */
  public boolean authorized() {
    return (flags & AUTHORIZED) != 0;
  }

  /** Returns whether the holder may at least keep offers. */
  public boolean maintainsLiabilities() {
    return (flags & (AUTHORIZED | MAINTAIN_LIABILITIES)) != 0;
  }

  /** Returns whether the issuer may claw back. */
  public boolean clawbackEnabled() {
    return (flags & CLAWBACK_ENABLED) != 0;
  }

  @Override
  public TrustLine withStamp(Stamp newStamp) {
    return new TrustLine(owner, asset, balance, limit, flags, extension, newStamp);
  }

  /** Returns the line with another balance. */
  public TrustLine withBalance(long newBalance) {
    return new TrustLine(owner, asset, newBalance, limit, flags, extension, stamp);
  }

  /** Returns the line with another limit. */
  public TrustLine withLimit(long newLimit) {
    return new TrustLine(owner, asset, balance, newLimit, flags, extension, stamp);
  }

  /** Returns the line with other flags. */
  public TrustLine withFlags(int newFlags) {
    return new TrustLine(owner, asset, balance, limit, newFlags, extension, stamp);
  }

  /** Returns the line with other liabilities. */
  public TrustLine withLiabilities(long buying, long selling) {
    Extension changed =
        new Extension(Math.max(1, extension.level), buying, selling, extension.poolUses);
    return new TrustLine(owner, asset, balance, limit, flags, changed, stamp);
  }

  /** Returns the line with another number of pool-share lines that need it. */
  public TrustLine withPoolUses(int uses) {
    Extension changed = new Extension(2, extension.buying, extension.selling, uses);
    return new TrustLine(owner, asset, balance, limit, flags, changed, stamp);
  }
}
