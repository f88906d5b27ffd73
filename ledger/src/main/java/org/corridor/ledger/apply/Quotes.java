package org.corridor.ledger.apply;

import java.util.OptionalLong;
import org.corridor.ledger.apply.Exchange.Mode;
import org.corridor.ledger.state.AccountId;
import org.corridor.ledger.state.LedgerState;
import org.corridor.ledger.state.LedgerTransaction;
import org.corridor.ledger.state.Pair;
import org.corridor.ledger.state.XdrValues;
import org.jspecify.annotations.Nullable;
import org.stellar.sdk.xdr.LedgerHeader;

/**
 * What a path payment's exchange would take or give, found by doing it and keeping nothing of it:
 * on the same state the payment then does exactly the same.
 */
final class Quotes {
  private Quotes() {}

  /**
   * Returns what has to be sent to receive exactly an amount, empty when that cannot be done.
   *
   * @param market what is received is what its offers sell
   */
  static OptionalLong receive(
      LedgerState state, LedgerHeader header, Pair market, long amount, @Nullable AccountId taker) {
    Market.Demand demand =
        new Market.Demand(
            market.buying(),
            Long.MAX_VALUE,
            market.selling(),
            amount,
            Mode.STRICT_RECEIVE,
            Market.OFFERS_CROSSED_MAX);
    Market.Conversion done = convert(state, header, demand, taker);
    boolean exact = done.end() == Market.End.COMPLETE && done.wheat() == amount;
    return exact ? OptionalLong.of(done.sheep()) : OptionalLong.empty();
  }

  /** Returns what is received for sending exactly an amount, empty when that cannot be done. */
  static OptionalLong send(
      LedgerState state, LedgerHeader header, Pair market, long amount, @Nullable AccountId taker) {
    Market.Demand demand =
        new Market.Demand(
            market.buying(),
            amount,
            market.selling(),
            Long.MAX_VALUE,
            Mode.STRICT_SEND,
            Market.OFFERS_CROSSED_MAX);
    Market.Conversion done = convert(state, header, demand, taker);
    boolean exact = done.end() == Market.End.COMPLETE && done.sheep() == amount;
    return exact && done.wheat() > 0 ? OptionalLong.of(done.wheat()) : OptionalLong.empty();
  }

  private static Market.Conversion convert(
      LedgerState state, LedgerHeader header, Market.Demand demand, @Nullable AccountId taker) {
    LedgerTransaction scratch =
        new LedgerTransaction(
            state,
            XdrValues.int32(header.getLedgerSeq()) + 1,
            Headers.closeTime(header),
            XdrValues.int32(header.getBaseReserve()),
            Headers.totals(header));
    return Market.convert(
        scratch,
        demand,
        offer -> taker != null && offer.seller().equals(taker) ? Market.End.CROSSED_SELF : null);
  }
}
