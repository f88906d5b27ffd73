package org.corridor.gateway.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.corridor.adapters.codec.MessageForms;
import org.corridor.domain.money.Money;
import org.corridor.domain.party.Party;
import org.corridor.domain.payment.CreditTransfer;
import org.corridor.gateway.demo.Bank;
import org.corridor.gateway.demo.DemoNetwork;
import org.corridor.gateway.demo.RestClient;
import org.corridor.gateway.sample.SampleTransfers;

/** Sends payments, and knows whose names, accounts and texts they held. */
final class Transfers {
  private static final long SEED = 11;
  private static final SampleTransfers MADE =
      new SampleTransfers(SEED, LocalDate.now(ZoneOffset.UTC), DemoNetwork.CUSTOMERS);
  private static final List<CreditTransfer> SENT = new ArrayList<>();

  private Transfers() {}

  /** A transfer that nobody minds. */
  static synchronized CreditTransfer plain() {
    return MADE.next();
  }

  /** A transfer to somebody whose name is on a list. */
  static CreditTransfer listed() {
    return changed(plain(), "Zorvan Quillmarrow", "250.00");
  }

  /** A transfer above the limit for one person. */
  static CreditTransfer large() {
    CreditTransfer plain = plain();
    return changed(plain, plain.creditor().name(), "150000.00");
  }

  private static CreditTransfer changed(CreditTransfer t, String creditor, String amount) {
    return new CreditTransfer(
        t.uetr(),
        t.messageId(),
        t.instructionId(),
        t.endToEndId(),
        new Money(new BigDecimal(amount), t.settlementAmount().currency()),
        t.settlementDate(),
        null,
        t.chargeBearer(),
        t.instructingBank(),
        t.debtor(),
        t.debtorAccount(),
        t.debtorBank(),
        Party.named(creditor),
        t.beneficiary(),
        t.creditorBank(),
        null,
        t.remittance());
  }

  /** The message that carries it. */
  static synchronized byte[] message(CreditTransfer transfer) {
    SENT.add(transfer);
    return new MessageForms().pacs008(transfer, Clock.systemUTC().instant());
  }

  /** Sends it over REST; its UETR. */
  static String send(Bank bank, CreditTransfer transfer) {
    RestClient.Reply reply =
        new RestClient(bank)
            .post("/v1/messages", "application/xml", transfer.messageId(), message(transfer));
    assertThat(reply.status()).as(reply.text()).isEqualTo(202);
    return transfer.uetr().value();
  }

  /** Everything personal in what was sent. */
  static synchronized Set<String> personal() {
    Set<String> personal = new TreeSet<>();
    for (CreditTransfer t : SENT) {
      personal.add(t.debtor().name());
      personal.add(t.creditor().name());
      personal.add(t.debtorAccount().identifier());
      personal.addAll(t.remittance());
      personal.add(t.endToEndId());
    }
    return personal;
  }
}
