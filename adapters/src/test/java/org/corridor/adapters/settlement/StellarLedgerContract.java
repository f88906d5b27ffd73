package org.corridor.adapters.settlement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.corridor.adapters.settlement.SettlementLedgerContract.memo;
import static org.corridor.adapters.settlement.SettlementLedgerContract.order;
import static org.corridor.adapters.settlement.SettlementLedgerContract.payment;
import static org.corridor.adapters.settlement.SettlementLedgerContract.release;
import static org.corridor.adapters.settlement.SettlementLedgerContract.same;
import static org.corridor.adapters.settlement.SettlementLedgerContract.sign;
import static org.corridor.adapters.settlement.SettlementLedgerContract.signAll;
import static org.corridor.adapters.settlement.SettlementLedgerContract.soon;

import java.util.ArrayList;
import java.util.List;
import org.corridor.domain.money.Asset;
import org.corridor.domain.money.LedgerAmount;
import org.corridor.domain.settlement.SettlementLedger.Arrival;
import org.corridor.domain.settlement.SettlementLedger.Outcome;
import org.corridor.domain.settlement.SettlementLedger.Submission;
import org.corridor.domain.settlement.SignedTransaction;
import org.junit.jupiter.api.Test;

/** What a ledger of the Stellar protocol must do beyond {@link SettlementLedgerContract}. */
interface StellarLedgerContract extends SettlementLedgerContract {
  @Override
  StellarWorld world();

  /** A world with strangers, trust lines and sequence numbers. */
  interface StellarWorld extends World {
    /** Has a third account pay Alpha, and returns when a ledger closed on it. */
    void payAlpha(Asset asset, LedgerAmount amount, Memo memo);

    /** Makes what Alpha believes of a channel's sequence number wrong. */
    void spoil(SignedTransaction transaction);
  }

  /** The kinds of memo. */
  sealed interface Memo {
    record None() implements Memo {}

    record Text(String text) implements Memo {}

    record Id(long id) implements Memo {}

    record Hash(String hex) implements Memo {}

    record Return(String hex) implements Memo {}

    /** None, but the address paid to is multiplexed. */
    record MuxedAddress(long id) implements Memo {}
  }

  @Test
  default void movesNothingToWhoDoesNotTrustTheAsset() {
    StellarWorld w = world();
    Watch watch = new Watch(w);
    SignedTransaction signed = sign(w, order(w, same(w.dollar(), TEN), w.stranger(), soon(w)));
    w.alpha().submit(signed);
    assertThat(watch.outcomes(1)).containsExactly(new Outcome.Failed(signed.hash(), "op_no_trust"));
    release(w, w.alpha(), signed, true);
    watch.assertAlphaLost(w.dollar(), LedgerAmount.ZERO);
  }

  @Test
  default void findsTheRightNumberAgainAfterABadOne() {
    StellarWorld w = world();
    Watch watch = new Watch(w);
    SignedTransaction first = sign(w, payment(w, TEN));
    w.alpha().submit(first);
    watch.outcomes(1);
    release(w, w.alpha(), first, true);
    w.spoil(first);
    List<SignedTransaction> all = signAll(w);
    SignedTransaction bad =
        all.stream().filter(t -> t.channel().equals(first.channel())).findFirst().orElseThrow();
    assertThat(w.alpha().submit(bad)).isEqualTo(new Submission.Refused("tx_bad_seq"));
    release(w, w.alpha(), all, false);
    List<SignedTransaction> again = new ArrayList<>(signAll(w));
    SignedTransaction good =
        again.stream().filter(t -> t.channel().equals(first.channel())).findFirst().orElseThrow();
    assertThat(w.alpha().submit(good)).isEqualTo(new Submission.Accepted());
    assertThat(watch.outcomes(1)).extracting(Outcome::hash).containsExactly(good.hash());
    release(w, w.alpha(), good, true);
    again.remove(good);
    release(w, w.alpha(), again, false);
    watch.assertAlphaLost(w.dollar(), TEN.plus(ELEVEN));
  }

  @Test
  default void tellsArrivalsWithEachKindOfMemo() {
    StellarWorld w = world();
    Watch watch = new Watch(w);
    w.payAlpha(w.dollar(), new LedgerAmount(11), new Memo.None());
    w.payAlpha(w.dollar(), new LedgerAmount(12), new Memo.Text("invoice 7"));
    w.payAlpha(w.dollar(), new LedgerAmount(13), new Memo.Id(4711));
    w.payAlpha(w.euro(), new LedgerAmount(14), new Memo.Hash(memo(7)));
    w.payAlpha(w.euro(), new LedgerAmount(15), new Memo.Return(memo(8)));
    w.payAlpha(w.dollar(), new LedgerAmount(16), new Memo.MuxedAddress(420));
    assertThat(watch.alphaArrivals(6))
        .extracting(a -> a.amount().stroops(), Arrival::memoHash, Arrival::memoText)
        .containsExactly(
            tuple(11L, "", ""),
            tuple(12L, "", "invoice 7"),
            tuple(13L, "", "4711"),
            tuple(14L, memo(7), ""),
            tuple(15L, "", "return " + memo(8)),
            tuple(16L, "", "420"));
  }

  @Test
  default void neverTakesTheNativeAssetForCredit() {
    StellarWorld w = world();
    Watch watch = new Watch(w);
    LedgerAmount dollars = w.alpha().balance(w.dollar());
    w.payAlpha(Asset.NATIVE, TEN, new Memo.Hash(memo(9)));
    Arrival arrival = watch.alphaArrivals(1).getFirst();
    assertThat(arrival.asset()).isEqualTo(Asset.NATIVE);
    assertThat(arrival.asset().isNative()).isTrue();
    assertThat(w.alpha().balance(w.dollar())).isEqualTo(dollars);
  }
}
