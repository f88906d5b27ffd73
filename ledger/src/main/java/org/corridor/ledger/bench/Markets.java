package org.corridor.ledger.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.corridor.ledger.state.Asset;
import org.stellar.sdk.xdr.Operation;

/** Fills order books: an issuer, and makers that each keep at most so many offers. */
final class Markets {
  /** The most offers of one maker; the protocol allows 1,000 sub-entries. */
  static final int OFFERS_PER_MAKER = 900;

  private static final long MAKER_LUMENS = 1_000_000_0000000L;
  private static final long ISSUED = 1_000_000_000_0000000L;
  private static final long OFFERED = 1_000_0000000L;
  private static final int PRICE_UNIT = 1_000_000;
  private static final int FIRST_ISSUER = -1;
  private static final int FIRST_MAKER = 1 << 30;

  private final BenchLedger ledger;
  private final Purse issuer = Purse.numbered(FIRST_ISSUER);
  private final RandomGenerator random;
  private long nextMaker = FIRST_MAKER;

  Markets(BenchLedger ledger, RandomGenerator random) {
    this.ledger = ledger;
    this.random = random;
    ledger.create(List.of(issuer), MAKER_LUMENS);
  }

  Purse issuer() {
    return issuer;
  }

  /** Returns the credit of this number. */
  Asset asset(int number) {
    return Asset.credit("B" + (100 + number), issuer.id());
  }

  /** Makers that can sell one asset for others, enough for so many offers. */
  List<Purse> makers(Asset sold, List<Asset> bought, int offers) {
    List<Purse> makers = Purse.numbered(Math.ceilDiv(offers, OFFERS_PER_MAKER), nextMaker);
    nextMaker += makers.size();
    ledger.create(makers, MAKER_LUMENS);
    for (Purse maker : makers) {
      List<Operation> trusts = new ArrayList<>();
      bought.stream()
          .filter(asset -> !asset.isNative())
          .map(Operations::trust)
          .forEach(trusts::add);
      if (!sold.isNative()) {
        trusts.add(Operations.trust(sold));
      }
      ledger.submit(maker, trusts);
    }
    ledger.settle();
    if (!sold.isNative()) {
      List<Operation> issues = new ArrayList<>();
      makers.forEach(maker -> issues.add(Operations.pay(maker.id(), sold, ISSUED)));
      ledger.submit(issuer, issues);
      ledger.settle();
    }
    return makers;
  }

  /** Puts offers into the books of one asset, in turn for each of the others, near a price of 1. */
  void fill(Asset sold, List<Asset> bought, int offers) {
    List<Purse> makers = makers(sold, bought, offers);
    int left = offers;
    int turn = 0;
    for (Purse maker : makers) {
      List<Operation> operations = new ArrayList<>();
      for (int i = Math.min(left, OFFERS_PER_MAKER); i > 0; i--) {
        int price = PRICE_UNIT + random.nextInt(PRICE_UNIT);
        Asset other = bought.get(turn++ % bought.size());
        operations.add(Operations.offer(sold, other, OFFERED, price, PRICE_UNIT));
      }
      left -= operations.size();
      ledger.submit(maker, operations);
    }
    ledger.settle();
  }
}
