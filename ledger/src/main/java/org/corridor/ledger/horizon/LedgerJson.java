package org.corridor.ledger.horizon;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.corridor.ledger.store.HistoryId;
import org.corridor.ledger.store.StoredLedger;
import org.stellar.sdk.xdr.LedgerHeader;
import org.stellar.sdk.xdr.Uint32;

/** Horizon's resource of a closed ledger. */
final class LedgerJson {
  private LedgerJson() {}

  static ObjectNode of(StoredLedger ledger, String base) {
    LedgerHeader header = ledger.decodedHeader();
    int sequence = header.getLedgerSeq().getUint32().getNumber().intValue();
    String self = base + "/ledgers/" + sequence;
    ObjectNode node = Json.object();
    ObjectNode links = node.putObject("_links");
    Json.link(links, "self", self);
    for (String part : new String[] {"transactions", "operations", "payments", "effects"}) {
      Json.template(links, part, self + "/" + part + "{?cursor,limit,order}");
    }
    node.put("id", Text.hex(ledger.hash()));
    node.put("paging_token", Long.toString(HistoryId.ofLedger(sequence)));
    node.put("hash", Text.hex(ledger.hash()));
    node.put("prev_hash", Text.hex(header.getPreviousLedgerHash().getHash()));
    node.put("sequence", sequence);
    node.put("successful_transaction_count", ledger.succeeded());
    node.put("failed_transaction_count", ledger.failed());
    node.put("operation_count", ledger.operations());
    node.put("tx_set_operation_count", ledger.allOperations());
    node.put("closed_at", Text.time(closeTime(header)));
    node.put("total_coins", Text.amount(header.getTotalCoins().getInt64()));
    node.put("fee_pool", Text.amount(header.getFeePool().getInt64()));
    node.put("base_fee_in_stroops", number(header.getBaseFee()));
    node.put("base_reserve_in_stroops", number(header.getBaseReserve()));
    node.put("max_tx_set_size", number(header.getMaxTxSetSize()));
    node.put("protocol_version", number(header.getLedgerVersion()));
    node.put("header_xdr", Text.base64(ledger.header()));
    return node;
  }

  static long number(Uint32 value) {
    return value.getUint32().getNumber();
  }

  /** Unix seconds. */
  static long closeTime(LedgerHeader header) {
    return header.getScpValue().getCloseTime().getTimePoint().getUint64().getNumber().longValue();
  }
}
