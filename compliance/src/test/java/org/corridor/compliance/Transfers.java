package org.corridor.compliance;

import java.time.LocalDate;
import java.util.List;
import org.corridor.domain.money.Money;
import org.corridor.domain.party.AccountReference.OtherAccount;
import org.corridor.domain.party.BeneficiaryAddress.AccountAtBank;
import org.corridor.domain.party.Bic;
import org.corridor.domain.party.Party;
import org.corridor.domain.payment.ChargeBearer;
import org.corridor.domain.payment.CreditTransfer;
import org.corridor.domain.payment.Uetr;

/** Transfers for tests. */
public final class Transfers {
  public static final Bic ALPHA = new Bic("ALPHGB2L");
  public static final Bic BETA = new Bic("BETAAEAD");

  private Transfers() {}

  public static CreditTransfer between(Party debtor, Bic debtorBank, Party creditor, Bic bank) {
    return new CreditTransfer(
        Uetr.derived("test", "m", 1, debtor.name() + creditor.name()),
        "MSG-1",
        null,
        "E2E-1",
        Money.of("100.00", "USD"),
        LocalDate.of(2026, 1, 15),
        null,
        ChargeBearer.SHAR,
        debtorBank,
        debtor,
        null,
        debtorBank,
        creditor,
        new AccountAtBank(new OtherAccount("1000-1"), bank),
        bank,
        null,
        List.of());
  }

  public static CreditTransfer between(String debtor, String creditor) {
    return between(Party.named(debtor), ALPHA, Party.named(creditor), BETA);
  }
}
