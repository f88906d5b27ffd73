package org.corridor.domain.testing;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.corridor.domain.Fingerprint;
import org.corridor.domain.ReasonCode;
import org.corridor.domain.compliance.Agreement;
import org.corridor.domain.compliance.Screening;
import org.corridor.domain.compliance.ScreeningDecision;
import org.corridor.domain.compliance.TravelRule;
import org.corridor.domain.party.Beneficiary;
import org.corridor.domain.party.BeneficiaryAddress;
import org.corridor.domain.party.Directory;
import org.corridor.domain.party.LedgerAddress;
import org.corridor.domain.payment.CreditTransfer;
import org.corridor.domain.payment.Rejection;
import org.corridor.domain.payment.Uetr;
import org.corridor.domain.settlement.IncomingAgreement;

/**
 * The other bank's directory and compliance desk, and the lists, for tests. What they say follows
 * from the payment's number: creditors are unknown when it is a multiple of 17, held by screening
 * when one of 13, refused by the other bank when one of 19, pending there at first when one of 11;
 * the account is in dirhams when it is a multiple of 3.
 */
public final class FakePeer implements Directory, TravelRule, Screening {
  private static final int PENDING_ANSWERS = 2;

  private final Stores receiver;
  private final LedgerAddress receiverAccount;
  private final LedgerAddress senderAccount;
  private final InstantSource clock;
  private final Duration life;
  private final Map<Uetr, Integer> asked = new HashMap<>();

  /** A peer that records its agreements in a bank's store. */
  public FakePeer(
      Stores receiver,
      LedgerAddress receiverAccount,
      LedgerAddress senderAccount,
      InstantSource clock,
      Duration life) {
    this.receiver = receiver;
    this.receiverAccount = receiverAccount;
    this.senderAccount = senderAccount;
    this.clock = clock;
    this.life = life;
  }

  /** The memo of a payment. */
  public static String memo(Uetr uetr) {
    return Fingerprint.of("attachment of " + uetr, 64);
  }

  @Override
  public List<Resolution> resolve(List<Query> addresses) {
    return addresses.stream().map(this::resolve).toList();
  }

  private Resolution resolve(Query query) {
    String name = ((BeneficiaryAddress.NameAtBank) query.address()).name();
    int n = Integer.parseInt(name.substring("creditor".length()));
    if (n % 17 == 0) {
      return new Resolution.NotFound(ReasonCode.BE06, "creditor is not known");
    }
    Currency currency = n % 3 == 0 ? Samples.AED : Samples.USD;
    return new Resolution.Found(
        new Beneficiary(Samples.BETA, "acct-" + n, "C.", currency, receiverAccount));
  }

  @Override
  public ScreeningDecision screen(CreditTransfer transfer) {
    return number(transfer) % 13 == 0
        ? Samples.held(1).decision()
        : new ScreeningDecision.Cleared(listVersion(), 10, null);
  }

  @Override
  public String listVersion() {
    return "list-1";
  }

  private static int number(CreditTransfer transfer) {
    return Integer.parseInt(transfer.endToEndId().substring("E2E-".length()));
  }

  @Override
  public List<Answer> agree(List<Request> requests) {
    return requests.stream().map(this::agree).toList();
  }

  private Answer agree(Request request) {
    CreditTransfer transfer = request.transfer();
    int n = number(transfer);
    if (n % 19 == 0) {
      return new Answer.Refused(new Rejection(ReasonCode.BE01, "creditor does not match"));
    }
    if (n % 11 == 0 && asked.merge(transfer.uetr(), 1, Integer::sum) <= PENDING_ANSWERS) {
      return new Answer.Pending();
    }
    IncomingAgreement kept =
        receiver
            .work()
            .in(
                () ->
                    receiver
                        .incoming()
                        .recordAgreement(
                            new IncomingAgreement(
                                transfer.uetr(),
                                memo(transfer.uetr()),
                                request.beneficiary().accountId(),
                                request.beneficiary().currency(),
                                request.expected(),
                                senderAccount,
                                transfer.debtor().name(),
                                transfer.debtorBank(),
                                transfer.endToEndId(),
                                clock.instant(),
                                clock.instant().plus(life))));
    return new Answer.Agreed(new Agreement(kept.memoHash(), kept.agreedAt(), kept.expiresAt()));
  }
}
