package org.corridor.ledger.horizon;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import org.corridor.ledger.LedgerView;
import org.corridor.ledger.state.Asset;
import org.corridor.ledger.state.Offer;
import org.corridor.ledger.state.Price;

/** The summary of a market: price levels on both sides. */
final class OrderBookJson {
  static final int LEVELS_DEFAULT = 20;

  private OrderBookJson() {}

  static ObjectNode of(LedgerView view, Asset selling, Asset buying, int levels) {
    ObjectNode node = Json.object();
    node.set("bids", levels(view.book(buying, selling), levels, true));
    node.set("asks", levels(view.book(selling, buying), levels, false));
    node.set("base", Json.asset(selling.toXdr()));
    node.set("counter", Json.asset(buying.toXdr()));
    return node;
  }

  /** Bids show the inverse of their offers' prices, and amounts in what they sell. */
  private static ArrayNode levels(Iterable<Offer> book, int max, boolean bids) {
    ArrayNode levels = Json.array();
    Price price = null;
    BigDecimal amount = BigDecimal.ZERO;
    for (Offer offer : book) {
      if (price != null && price.compareTo(offer.price()) != 0) {
        add(levels, price, amount, bids);
        price = null;
        amount = BigDecimal.ZERO;
        if (levels.size() == max) {
          break;
        }
      }
      price = price == null ? offer.price() : price;
      amount = amount.add(BigDecimal.valueOf(offer.amount(), Text.DECIMALS));
    }
    if (price != null) {
      add(levels, price, amount, bids);
    }
    return levels;
  }

  private static void add(ArrayNode levels, Price price, BigDecimal amount, boolean bids) {
    ObjectNode level = levels.addObject();
    StateJson.price(level, bids ? price.inverse() : price);
    level.put("amount", amount.toPlainString());
  }
}
