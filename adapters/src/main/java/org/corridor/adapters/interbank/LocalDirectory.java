package org.corridor.adapters.interbank;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.corridor.domain.ReasonCode;
import org.corridor.domain.party.Beneficiary;
import org.corridor.domain.party.BeneficiaryAddress;
import org.corridor.domain.party.BeneficiaryAddress.AccountAtBank;
import org.corridor.domain.party.BeneficiaryAddress.MobileNumber;
import org.corridor.domain.party.BeneficiaryAddress.NameAtBank;
import org.corridor.domain.party.BeneficiaryAddress.NationalId;
import org.corridor.domain.party.Bic;
import org.corridor.domain.party.Directory;
import org.corridor.domain.party.LedgerAddress;
import org.jspecify.annotations.Nullable;

/** The directory of our own accounts. */
public final class LocalDirectory implements Directory {
  private final Bic bank;
  private final String domain;
  private final LedgerAddress settlementAddress;
  private final AccountRegister accounts;

  /**
   * Answers for one bank.
   *
   * @param bank our bank
   * @param domain the part after the star of our customers' federation addresses
   * @param settlementAddress our account on the ledger
   * @param accounts our accounts
   */
  public LocalDirectory(
      Bic bank, String domain, LedgerAddress settlementAddress, AccountRegister accounts) {
    this.bank = bank;
    this.domain = domain;
    this.settlementAddress = settlementAddress;
    this.accounts = accounts;
  }

  @Override
  public List<Resolution> resolve(List<Query> queries) {
    if (queries.size() > BATCH_MAX) {
      throw new IllegalArgumentException("at most " + BATCH_MAX + " addresses in one call");
    }
    Map<BeneficiaryAddress, Account> found =
        accounts.find(queries.stream().map(q -> lower(q.address())).distinct().toList());
    return queries.stream().map(q -> resolution(q, found.get(lower(q.address())))).toList();
  }

  /** Names count in any case: one and the same question for the register. */
  private static BeneficiaryAddress lower(BeneficiaryAddress address) {
    return address instanceof NameAtBank(String name, String domain)
        ? new NameAtBank(name.toLowerCase(Locale.ROOT), domain)
        : address;
  }

  private Resolution resolution(Query query, @Nullable Account account) {
    if (!query.bank().sameInstitution(bank)) {
      return new Resolution.NotFound(ReasonCode.AGNT, "not an account of this bank");
    }
    Resolution.NotFound unknown =
        switch (query.address()) {
          case AccountAtBank(var reference, Bic other) ->
              other.sameInstitution(bank)
                  ? new Resolution.NotFound(ReasonCode.AC03, "account is not known")
                  : new Resolution.NotFound(ReasonCode.AGNT, "not an account of this bank");
          case NameAtBank(var name, var other) ->
              new Resolution.NotFound(ReasonCode.BE06, "name is not known");
          case NationalId id ->
              new Resolution.NotFound(ReasonCode.BE06, "identity number is not known");
          case MobileNumber mobile ->
              new Resolution.NotFound(ReasonCode.BE06, "mobile number is not known");
        };
    if (account == null
        || unknown.code() == ReasonCode.AGNT
        || query.address() instanceof NameAtBank(var name, var other) && !other.equals(domain)) {
      return unknown;
    }
    return switch (account.status()) {
      case OPEN ->
          new Resolution.Found(
              new Beneficiary(
                  bank,
                  account.accountId(),
                  account.shownName(),
                  account.currency(),
                  settlementAddress));
      case CLOSED -> new Resolution.NotFound(ReasonCode.AC04, "account is closed");
      case BLOCKED -> new Resolution.NotFound(ReasonCode.AC06, "account is blocked");
    };
  }
}
