package org.corridor.ledger.state;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An account.
 *
 * @param balance in stroops
 * @param sequence of the last transaction
 * @param subEntries how many reserves beyond the two of the account itself
 * @param flags AUTH_REQUIRED 1, AUTH_REVOCABLE 2, AUTH_IMMUTABLE 4, AUTH_CLAWBACK_ENABLED 8
 * @param homeDomain bytes as Latin-1 characters, empty when none is set
 * @param signers in the order of their keys
 */
public record Account(
    AccountId id,
    long balance,
    long sequence,
    int subEntries,
    @Nullable AccountId inflationDestination,
    int flags,
    String homeDomain,
    Thresholds thresholds,
    List<Signer> signers,
    Extension extension,
    Stamp stamp)
    implements Entry {

  /** The master key's weight and the three thresholds, each 0 to 255. */
  public record Thresholds(int master, int low, int medium, int high) {
    /** What a new account has. */
    public static final Thresholds NEW = new Thresholds(1, 0, 0, 0);
  }

  /**
   * What later protocols added to an account.
   *
   * @param level 0 to 3: how far the nested extensions exist, which shows in XDR
   * @param buying liabilities of offers that buy lumens
   * @param selling liabilities of offers that sell lumens
   * @param sponsored reserves that others carry for this account
   * @param sponsoring reserves that this account carries for others
   * @param sequenceLedger the ledger in which the sequence number was set
   * @param sequenceTime the close time of that ledger
   */
  public record Extension(
      int level,
      long buying,
      long selling,
      int sponsored,
      int sponsoring,
      int sequenceLedger,
      long sequenceTime) {
    /** No extension. */
    public static final Extension NONE = new Extension(0, 0, 0, 0, 0, 0, 0);
  }

  /** Holds the signers in an immutable list. */
  public Account {
    signers = List.copyOf(signers);
  }

  /** Returns a new account with this balance and sequence number. */
  public static Account create(AccountId id, long balance, long sequence) {
    return new Account(
        id,
        balance,
        sequence,
        0,
        null,
        0,
        "",
        Thresholds.NEW,
        List.of(),
        Extension.NONE,
        Stamp.NEW);
  }

  @Override
  public Key.OfAccount key() {
    return new Key.OfAccount(id);
  }

  /** Returns the liabilities of offers that buy lumens, in stroops. */
  public long buying() {
    return extension.buying;
  }

  /** Returns the liabilities of offers that sell lumens, in stroops. */
  public long selling() {
    return extension.selling;
  }

  /** Returns how many reserves others carry for this account. */
  public int sponsored() {
    return extension.sponsored;
  }

  /** Returns how many reserves this account carries for others. */
  public int sponsoring() {
    return extension.sponsoring;
  }

  /** Returns whether all these flag bits are set. */
  public boolean has(int flag) {
    return (flags & flag) == flag;
  }

  @Override
  public Account withStamp(Stamp newStamp) {
    return with(balance, sequence, subEntries, signers, extension, newStamp);
  }

  /** Returns the account with another balance. */
  public Account withBalance(long newBalance) {
    return with(newBalance, sequence, subEntries, signers, extension, stamp);
  }

  /** Returns the account with another number of sub-entries. */
  public Account withSubEntries(int count) {
    return with(balance, sequence, count, signers, extension, stamp);
  }

  /** Returns the account with these signers, which must be in order. */
  public Account withSigners(List<Signer> newSigners) {
    return with(balance, sequence, subEntries, newSigners, extension, stamp);
  }

  /** Returns the account with another sequence number. */
  public Account withSequence(long newSequence) {
    return with(balance, newSequence, subEntries, signers, extension, stamp);
  }

  /** Returns the account with the ledger and time of its sequence number noted. */
  public Account withSequenceSetAt(int ledger, long time) {
    Extension e = extension;
    return with(
        balance,
        sequence,
        subEntries,
        signers,
        new Extension(3, e.buying, e.selling, e.sponsored, e.sponsoring, ledger, time),
        stamp);
  }

  /** Returns the account with other liabilities. */
  public Account withLiabilities(long buying, long selling) {
    Extension e = extension;
    return with(
        balance,
        sequence,
        subEntries,
        signers,
        new Extension(
            Math.max(1, e.level),
            buying,
            selling,
            e.sponsored,
            e.sponsoring,
            e.sequenceLedger,
            e.sequenceTime),
        stamp);
  }

  /** Returns the account with other counts of sponsorship. */
  public Account withSponsorship(int sponsored, int sponsoring) {
    Extension e = extension;
    return with(
        balance,
        sequence,
        subEntries,
        signers,
        new Extension(
            Math.max(2, e.level),
            e.buying,
            e.selling,
            sponsored,
            sponsoring,
            e.sequenceLedger,
            e.sequenceTime),
        stamp);
  }

  /** Returns the account with other options. */
  public Account withOptions(
      @Nullable AccountId newInflationDestination,
      int newFlags,
      String newHomeDomain,
      Thresholds newThresholds) {
    return new Account(
        id,
        balance,
        sequence,
        subEntries,
        newInflationDestination,
        newFlags,
        newHomeDomain,
        newThresholds,
        signers,
        extension,
        stamp);
  }

  private Account with(
      long newBalance,
      long newSequence,
      int newSubEntries,
      List<Signer> newSigners,
      Extension newExtension,
      Stamp newStamp) {
    return new Account(
        id,
        newBalance,
        newSequence,
        newSubEntries,
        inflationDestination,
        flags,
        homeDomain,
        thresholds,
        newSigners,
        newExtension,
        newStamp);
  }
}
