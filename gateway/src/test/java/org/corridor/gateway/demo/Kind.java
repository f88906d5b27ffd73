package org.corridor.gateway.demo;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.corridor.adapters.codec.MessageForms;
import org.corridor.domain.party.BeneficiaryAddress.AccountAtBank;
import org.corridor.domain.payment.CreditTransfer;
import org.corridor.gateway.sample.SampleTransfers;

/** The kinds of messages that carry payments in, written from a transfer. */
enum Kind {
  PACS_008(DemoNetwork.PACS008_QUEUE, "pacs.002.001.10", ".pacs002.xml"),
  PAIN_001_09(DemoNetwork.PAIN001_QUEUE, "pain.002.001.10", ".pain002.xml"),
  PAIN_001_03(DemoNetwork.PAIN001_QUEUE, "pain.002.001.03", ".pain002.xml"),
  MT103(DemoNetwork.MT103_QUEUE, "pacs.002.001.10", ".pacs002.xml"),
  PAYMENT_JSON("", "status+json", ".status.json");

  private static final MessageForms FORMS = new MessageForms();

  /** Where it comes in; empty when it does not come by queues. */
  final String queue;

  /** The definition of its answer. */
  final String answer;

  /** What its answer's file is called beyond its own name. */
  final String answerFile;

  Kind(String queue, String answer, String answerFile) {
    this.queue = queue;
    this.answer = answer;
    this.answerFile = answerFile;
  }

  /** A transfer that this kind can hold. */
  CreditTransfer transfer(SampleTransfers transfers) {
    while (true) {
      CreditTransfer next = transfers.next();
      boolean fits =
          switch (this) {
            case MT103 -> FORMS.mt103(next, SampleTransfers.ALPHA).isPresent();
            case PAIN_001_03, PAYMENT_JSON -> next.beneficiary() instanceof AccountAtBank;
            case PACS_008, PAIN_001_09 -> true;
          };
      if (fits) {
        return next;
      }
    }
  }

  /** The message that orders a transfer. */
  byte[] write(CreditTransfer transfer, Instant created) {
    return switch (this) {
      case PACS_008 -> FORMS.pacs008(transfer, created);
      case PAIN_001_09 -> FORMS.pain001(List.of(transfer), created);
      case PAIN_001_03 -> pain001of2009(transfer, created);
      case MT103 -> Optional.of(transfer).flatMap(t -> FORMS.mt103(t, SampleTransfers.ALPHA)).get();
      case PAYMENT_JSON -> json(transfer);
    };
  }

  /** The 2009 version: other names, a plain date, no UETR. */
  private static byte[] pain001of2009(CreditTransfer transfer, Instant created) {
    return new String(FORMS.pain001(List.of(transfer), created), StandardCharsets.UTF_8)
        .replace("pain.001.001.09", "pain.001.001.03")
        .replace("BICFI>", "BIC>")
        .replaceAll("<ReqdExctnDt><Dt>([^<]*)</Dt></ReqdExctnDt>", "<ReqdExctnDt>$1</ReqdExctnDt>")
        .replaceAll("<UETR>[^<]*</UETR>", "")
        .getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] json(CreditTransfer t) {
    AccountAtBank beneficiary = (AccountAtBank) t.beneficiary();
    return """
    {
      "uetr": "%s", "messageId": "%s", "endToEndId": "%s",
      "amount": {"value": "%s", "currency": "%s"},
      "debtor": {"name": "%s", "account": "%s", "bank": "%s"},
      "creditor": {"name": "%s"},
      "beneficiary": {"account": "%s", "bank": "%s"}
    }
    """
        .formatted(
            t.uetr(),
            t.messageId(),
            t.endToEndId(),
            t.settlementAmount().amount().toPlainString(),
            t.settlementAmount().currency(),
            t.debtor().name(),
            t.debtorAccount().identifier(),
            t.debtorBank(),
            t.creditor().name(),
            beneficiary.account().identifier(),
            beneficiary.bank())
        .getBytes(StandardCharsets.UTF_8);
  }
}
