package org.corridor.ledger.horizon;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;
import org.stellar.sdk.xdr.MuxedAccount;

/**
 * One effect of an operation on an account.
 *
 * @param account the public key of the account
 * @param muxed the address through which it was reached, when that was a multiplexed one
 * @param details the fields that the type adds, in their order
 */
@SuppressWarnings("ArrayRecordComponent") // read only, never compared as a record
record Effect(byte[] account, @Nullable MuxedAccount muxed, EffectType type, ObjectNode details) {

  /** Renders it as the effect with this order, from 1, of an operation. */
  ObjectNode json(long operation, int order, long closeTime, String base) {
    String token = operation + "-" + order;
    ObjectNode node = Json.object();
    ObjectNode links = node.putObject("_links");
    Json.link(links, "operation", base + "/operations/" + operation);
    Json.link(links, "succeeds", base + "/effects?order=desc&cursor=" + token);
    Json.link(links, "precedes", base + "/effects?order=asc&cursor=" + token);
    node.put("id", String.format("%019d-%010d", operation, order));
    node.put("paging_token", token);
    node.put("account", Text.account(account));
    if (muxed != null) {
      node.put("account_muxed", Text.muxed(muxed)).put("account_muxed_id", Text.muxedId(muxed));
    }
    node.put("type", type.text());
    node.put("type_i", type.number());
    node.put("created_at", Text.time(closeTime));
    node.setAll(details);
    return node;
  }
}
