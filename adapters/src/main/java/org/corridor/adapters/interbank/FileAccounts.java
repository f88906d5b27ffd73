package org.corridor.adapters.interbank;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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
 * A register of accounts read from a text file in UTF-8: the first line names the fields, {@code
 * account;holder;shown;currency;iban;mobile;national-id;name;status}; then one account a line.
 * Empty fields are absent; a national identity number is written {@code AE:784…}; the status is
 * {@code open}, {@code closed} or {@code blocked}. Lines starting with {@code #} are remarks.
 */
public final class FileAccounts implements AccountRegister {
  /** Most accounts of one file. */
  public static final int ACCOUNTS_MAX = 200_000;

  private static final String HEAD =
      "account;holder;shown;currency;iban;mobile;national-id;name;status";
  private static final int FIELDS = 9;

  private final Map<String, Account> byKey = new HashMap<>();
  private final List<Account> accounts = new ArrayList<>();

  /** Takes accounts. */
  public FileAccounts(List<Account> accounts) {
    if (accounts.size() > ACCOUNTS_MAX) {
      throw new IllegalArgumentException("more than " + ACCOUNTS_MAX + " accounts");
    }
    this.accounts.addAll(accounts);
    for (Account account : accounts) {
      put("account:" + account.accountId(), account);
      Iban iban = account.iban();
      if (iban != null) {
        put("account:" + iban.value(), account);
      }
      MobileNumber mobile = account.mobile();
      if (mobile != null) {
        put(key(mobile), account);
      }
      NationalId id = account.nationalId();
      if (id != null) {
        put(key(id), account);
      }
      String name = account.name();
      if (name != null) {
        put("name:" + name.toLowerCase(Locale.ROOT), account);
      }
    }
  }

  /**
   * Reads a file.
   *
   * @throws IllegalArgumentException when it is not of the form; names the line, not its content
   * @throws UncheckedIOException when it cannot be read
   */
  public static FileAccounts load(Path file) {
    try {
      return parse(Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException("accounts cannot be read: " + file, e);
    }
  }

  /**
   * Reads a text.
   *
   * @throws IllegalArgumentException when it is not of the form; names the line, not its content
   */
  public static FileAccounts parse(String text) {
    List<String> lines = text.lines().toList();
    if (lines.isEmpty() || !lines.getFirst().strip().equals(HEAD)) {
      throw new IllegalArgumentException("the first line of the accounts must be " + HEAD);
    }
    List<Account> accounts = new ArrayList<>();
    for (int i = 1; i < lines.size(); i++) {
      String line = lines.get(i).strip();
      if (!line.isEmpty() && !line.startsWith("#")) {
        try {
          accounts.add(account(line.split(";", -1)));
        } catch (IllegalArgumentException e) {
          throw new IllegalArgumentException(
              "line %d of the accounts: %s".formatted(i + 1, e.getMessage()), e);
        }
      }
    }
    return new FileAccounts(accounts);
  }

  private static Account account(String[] fields) {
    if (fields.length != FIELDS) {
      throw new IllegalArgumentException("must have %d fields".formatted(FIELDS));
    }
    String account = new OtherAccount(fields[0].strip()).identifier();
    String iban = orNull(fields[4]);
    String mobile = orNull(fields[5]);
    String id = orNull(fields[6]);
    Account.Status status;
    try {
      status = Account.Status.valueOf(fields[8].strip().toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("status must be open, closed or blocked", e);
    }
    return new Account(
        account,
        fields[1].strip(),
        fields[2].strip(),
        Money.currency(fields[3].strip()),
        iban == null ? null : new Iban(iban.replace(" ", "")),
        mobile == null ? null : new MobileNumber(mobile),
        id == null ? null : nationalId(id),
        orNull(fields[7]),
        status);
  }

  private static NationalId nationalId(String text) {
    int colon = text.indexOf(':');
    if (colon < 0) {
      throw new IllegalArgumentException("a national identity number is COUNTRY:NUMBER");
    }
    return new NationalId(text.substring(0, colon), text.substring(colon + 1));
  }

  private static @Nullable String orNull(String field) {
    return field.isBlank() ? null : field.strip();
  }

  private void put(String key, Account account) {
    if (byKey.putIfAbsent(key, account) != null) {
      throw new IllegalArgumentException(
          "account " + account.accountId() + " has an address that another account has");
    }
  }

  private static String key(BeneficiaryAddress address) {
    return switch (address) {
      case NameAtBank(String name, String domain) -> "name:" + name.toLowerCase(Locale.ROOT);
      case AccountAtBank(IbanAccount(Iban iban), var bank) -> "account:" + iban.value();
      case AccountAtBank(OtherAccount(String identifier), var bank) -> "account:" + identifier;
      case NationalId(String country, String number) -> "id:" + country + ":" + number;
      case MobileNumber(String number) -> "mobile:" + number;
    };
  }

  /** All accounts, in the order of the file. */
  public List<Account> accounts() {
    return List.copyOf(accounts);
  }

  @Override
  public Map<BeneficiaryAddress, Account> find(Collection<? extends BeneficiaryAddress> addresses) {
    Map<BeneficiaryAddress, Account> found = new HashMap<>();
    for (BeneficiaryAddress address : addresses) {
      Account account = byKey.get(key(address));
      if (account != null) {
        found.put(address, account);
      }
    }
    return found;
  }
}
