package org.corridor.gateway.config;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.corridor.adapters.interbank.Account;
import org.corridor.adapters.interbank.AccountRegister;
import org.corridor.adapters.persistence.AccountRecord;
import org.corridor.adapters.persistence.BankAccounts;
import org.corridor.domain.money.Money;
import org.corridor.domain.party.AccountReference.IbanAccount;
import org.corridor.domain.party.AccountReference.OtherAccount;
import org.corridor.domain.party.BeneficiaryAddress;
import org.corridor.domain.party.BeneficiaryAddress.AccountAtBank;
import org.corridor.domain.party.BeneficiaryAddress.MobileNumber;
import org.corridor.domain.party.BeneficiaryAddress.NameAtBank;
import org.corridor.domain.party.BeneficiaryAddress.NationalId;
import org.corridor.domain.party.Iban;
import org.jspecify.annotations.Nullable;

/**
 * Our own accounts in their table, found by any of their addresses: one question per kind of
 * address.
 */
final class StoredAccounts implements AccountRegister {
  private final BankAccounts accounts;

  StoredAccounts(BankAccounts accounts) {
    this.accounts = accounts;
  }

  @Override
  public Map<BeneficiaryAddress, Account> find(Collection<? extends BeneficiaryAddress> addresses) {
    Map<String, BeneficiaryAddress> ibans = new HashMap<>();
    Map<String, BeneficiaryAddress> others = new HashMap<>();
    Map<String, BeneficiaryAddress> names = new HashMap<>();
    Map<String, BeneficiaryAddress> ids = new HashMap<>();
    Map<String, BeneficiaryAddress> mobiles = new HashMap<>();
    for (BeneficiaryAddress address : addresses) {
      switch (address) {
        case AccountAtBank(IbanAccount(Iban iban), var bank) -> ibans.put(iban.value(), address);
        case AccountAtBank(OtherAccount(String number), var bank) -> others.put(number, address);
        case NameAtBank(String name, String domain) ->
            names.put(name.toLowerCase(Locale.ROOT), address);
        case NationalId(String country, String number) -> ids.put(country + ":" + number, address);
        case MobileNumber(String number) -> mobiles.put(number, address);
      }
    }
    Map<BeneficiaryAddress, Account> found = new HashMap<>();
    collect(found, ibans, accounts.byIban(ibans.keySet()), AccountRecord::iban);
    collect(found, others, accounts.byBban(others.keySet()), AccountRecord::bban);
    collect(found, names, accounts.byFederationName(names.keySet()), AccountRecord::federationName);
    collect(found, ids, accounts.byNationalId(ids.keySet()), AccountRecord::nationalId);
    collect(found, mobiles, accounts.byMobile(mobiles.keySet()), AccountRecord::mobile);
    return found;
  }

  /** Replaces what is kept about these accounts. */
  void keep(List<Account> some) {
    List<AccountRecord> records = new ArrayList<>(some.size());
    for (Account account : some) {
      Iban iban = account.iban();
      MobileNumber mobile = account.mobile();
      NationalId id = account.nationalId();
      String name = account.name();
      records.add(
          new AccountRecord(
              account.accountId(),
              account.holder(),
              account.shownName(),
              account.currency().getCurrencyCode(),
              iban == null ? null : iban.value(),
              account.accountId(),
              mobile == null ? null : mobile.number(),
              id == null ? null : id.country() + ":" + id.number(),
              name == null ? null : name.toLowerCase(Locale.ROOT),
              AccountRecord.Status.valueOf(account.status().name())));
    }
    accounts.saveAll(records);
  }

  private static void collect(
      Map<BeneficiaryAddress, Account> found,
      Map<String, BeneficiaryAddress> asked,
      List<AccountRecord> records,
      Function<AccountRecord, @Nullable String> key) {
    for (AccountRecord account : records) {
      BeneficiaryAddress address = asked.get(String.valueOf(key.apply(account)));
      if (address != null) {
        found.put(address, of(account));
      }
    }
  }

  private static Account of(AccountRecord r) {
    String iban = r.iban();
    String mobile = r.mobile();
    String id = r.nationalId();
    return new Account(
        r.accountId(),
        r.holderName(),
        r.shownName(),
        Money.currency(r.currency()),
        iban == null ? null : new Iban(iban),
        mobile == null ? null : new MobileNumber(mobile),
        id == null ? null : new NationalId(id.substring(0, 2), id.substring(id.indexOf(':') + 1)),
        r.federationName(),
        Account.Status.valueOf(r.status().name()));
  }
}
