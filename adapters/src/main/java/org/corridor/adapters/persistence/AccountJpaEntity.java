package org.corridor.adapters.persistence;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.jspecify.annotations.Nullable;

/** A row of {@code payment_account}; never leaves this package. */
@Entity
@Table(name = "payment_account")
class AccountJpaEntity {
  @Id
  @Column(name = "account_id")
  private String accountId = "";

  @Column(name = "holder_name", nullable = false)
  private String holderName = "";

  @Column(name = "shown_name", nullable = false)
  private String shownName = "";

  @Column(name = "currency", nullable = false)
  private String currency = "";

  @Column(name = "iban")
  private @Nullable String iban;

  @Column(name = "bban")
  private @Nullable String bban;

  @Column(name = "mobile")
  private @Nullable String mobile;

  @Column(name = "national_id")
  private @Nullable String nationalId;

  @Column(name = "federation_name")
  private @Nullable String federationName;

  @Column(name = "status", nullable = false)
  @Enumerated(EnumType.STRING)
  private AccountRecord.Status status = AccountRecord.Status.OPEN;

  /** For the mapper. */
  protected AccountJpaEntity() {}

  AccountJpaEntity(AccountRecord account) {
    accountId = account.accountId();
    holderName = account.holderName();
    shownName = account.shownName();
    currency = account.currency();
    iban = account.iban();
    bban = account.bban();
    mobile = account.mobile();
    nationalId = account.nationalId();
    federationName = account.federationName();
    status = account.status();
  }

  AccountRecord toRecord() {
    return new AccountRecord(
        accountId,
        holderName,
        shownName,
        currency,
        iban,
        bban,
        mobile,
        nationalId,
        federationName,
        status);
  }
}
