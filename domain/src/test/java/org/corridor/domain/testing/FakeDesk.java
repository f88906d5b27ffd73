package org.corridor.domain.testing;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Currency;
import java.util.List;
import org.corridor.domain.ReasonCode;
import org.corridor.domain.money.Asset;
import org.corridor.domain.money.LedgerAmount;
import org.corridor.domain.payment.Rejection;
import org.corridor.domain.settlement.FxDesk;
import org.corridor.domain.settlement.Quote;

/** Prices at the rate of a {@link FakeNetwork}, without slippage. */
public final class FakeDesk implements FxDesk {
  private final FakeNetwork network;
  private final InstantSource clock;
  private final Duration life;

  /** A desk whose quotes live for a while. */
  public FakeDesk(FakeNetwork network, InstantSource clock, Duration life) {
    this.network = network;
    this.clock = clock;
    this.life = life;
  }

  @Override
  public List<Priced> price(List<Request> requests) {
    return requests.stream().map(this::price).toList();
  }

  private Priced price(Request request) {
    LedgerAmount fixed = LedgerAmount.of(request.fixed());
    Currency fixedCurrency = request.fixed().currency();
    boolean same = fixedCurrency.equals(request.other());
    Asset mine = Samples.asset(fixedCurrency.getCurrencyCode());
    Asset other = Samples.asset(request.other().getCurrencyCode());
    if (request.mode() == Quote.Mode.STRICT_SEND) {
      LedgerAmount got = same ? fixed : new LedgerAmount(network.forward(fixed.stroops()));
      return firm(request.mode(), mine, fixed, other, got, got);
    }
    LedgerAmount cost = new LedgerAmount(network.backward(fixed.stroops()));
    LedgerAmount limit = LedgerAmount.of(request.limit());
    return cost.compareTo(limit) > 0
        ? new Priced.None(new Rejection(ReasonCode.AM02, "above the limit"))
        : firm(request.mode(), other, limit, mine, fixed, cost);
  }

  private Priced firm(
      Quote.Mode mode,
      Asset send,
      LedgerAmount sendAmount,
      Asset deliver,
      LedgerAmount deliverAmount,
      LedgerAmount expected) {
    return new Priced.Firm(
        new Quote(
            mode,
            send,
            sendAmount,
            deliver,
            deliverAmount,
            List.of(),
            expected,
            clock.instant().plus(life)));
  }
}
