package org.corridor.ledger.replay;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.TreeMap;
import java.util.function.Function;
import org.corridor.ledger.LedgerView;
import org.corridor.ledger.replay.Report.Subject;
import org.corridor.ledger.state.Account;
import org.corridor.ledger.state.AccountId;
import org.corridor.ledger.state.ClaimableBalance;
import org.corridor.ledger.state.DataItem;
import org.corridor.ledger.state.Entry;
import org.corridor.ledger.state.LiquidityPool;
import org.corridor.ledger.state.Offer;
import org.corridor.ledger.state.TrustLine;
import org.stellar.sdk.xdr.AccountEntry;
import org.stellar.sdk.xdr.LedgerEntry;
import org.stellar.sdk.xdr.Signer;
import org.stellar.sdk.xdr.XdrDataOutputStream;

/** Compares the state with the database rows at the end of a recording. */
final class StateComparison {
  private final Report report;
  private final JsonNode expected;
  private final LedgerView view;

  StateComparison(Report report, JsonNode expected, LedgerView view) {
    this.report = report;
    this.expected = expected;
    this.view = view;
  }

  private interface Encoder {
    void encode(XdrDataOutputStream stream) throws IOException;
  }

  void run() {
    compare("accounts", Account.class, StateComparison::accountRow, StateComparison::accountText);
    compare("offers", Offer.class, StateComparison::offerRow, StateComparison::offerText);
    compare("data", DataItem.class, StateComparison::dataRow, StateComparison::dataText);
    Function<JsonNode, String> entryRow = row -> row.path("ledgerentry").asText();
    compare("trustlines", TrustLine.class, entryRow, StateComparison::entryText);
    compare("claimable", ClaimableBalance.class, entryRow, StateComparison::entryText);
    compare("pools", LiquidityPool.class, entryRow, StateComparison::entryText);
  }

  private <E extends Entry> void compare(
      String table, Class<E> type, Function<JsonNode, String> rowText, Function<E, String> text) {
    TreeMap<String, Integer> open = new TreeMap<>();
    for (JsonNode row : expected.path(table)) {
      open.merge(rowText.apply(row), 1, Integer::sum);
    }
    view.forEach(
        type,
        entry -> {
          String found = text.apply(entry);
          if (open.remove(found) != null) {
            report.same(Subject.ENTRIES);
          } else {
            report.different(Subject.ENTRIES, "surplus in " + table + ": " + found);
          }
        });
    open.keySet()
        .forEach(row -> report.different(Subject.ENTRIES, "missing in " + table + ": " + row));
  }

  private static String accountRow(JsonNode row) {
    return String.join(
        " ",
        row.path("accountid").asText(),
        balance(row.path("balance").asLong()),
        row.path("seqnum").asText(),
        row.path("numsubentries").asText(),
        row.path("inflationdest").asText("null"),
        row.path("homedomain").asText(),
        row.path("thresholds").asText(),
        row.path("flags").asText(),
        row.path("signers").asText("null"),
        row.path("extension").asText("null"),
        row.path("ledgerext").asText("null"),
        row.path("lastmodified").asText());
  }

  /** The recorder wrote balances as binary64 numbers, so those of the root account are rounded. */
  private static String balance(long stroops) {
    return Double.toString(1.0 * stroops);
  }

  private static String accountText(Account account) {
    LedgerEntry entry = account.toXdr();
    AccountEntry xdr = entry.getData().getAccount();
    AccountId inflation = account.inflationDestination();
    return String.join(
        " ",
        account.id().address(),
        balance(account.balance()),
        Long.toString(account.sequence()),
        Integer.toString(account.subEntries()),
        inflation == null ? "null" : inflation.address(),
        Replay.base64(account.homeDomain().getBytes(StandardCharsets.ISO_8859_1)),
        Replay.base64(xdr.getThresholds().getThresholds()),
        Integer.toString(account.flags()),
        account.signers().isEmpty() ? "null" : bytes(stream -> signers(stream, xdr.getSigners())),
        account.extension().level() == 0 ? "null" : bytes(xdr.getExt()::encode),
        bytes(entry.getExt()::encode),
        Integer.toString(account.lastModified()));
  }

  private static void signers(XdrDataOutputStream stream, Signer[] signers) throws IOException {
    stream.writeInt(signers.length);
    for (Signer signer : signers) {
      signer.encode(stream);
    }
  }

  private static String offerRow(JsonNode row) {
    return String.join(
        " ",
        row.path("sellerid").asText(),
        row.path("offerid").asText(),
        row.path("sellingasset").asText(),
        row.path("buyingasset").asText(),
        row.path("amount").asText(),
        row.path("pricen").asText(),
        row.path("priced").asText(),
        row.path("flags").asText());
  }

  private static String offerText(Offer offer) {
    return String.join(
        " ",
        offer.seller().address(),
        Long.toString(offer.id()),
        bytes(offer.selling().toXdr()::encode),
        bytes(offer.buying().toXdr()::encode),
        Long.toString(offer.amount()),
        Integer.toString(offer.price().n()),
        Integer.toString(offer.price().d()),
        offer.passive() ? "1" : "0");
  }

  private static String dataRow(JsonNode row) {
    return String.join(
        " ",
        row.path("accountid").asText(),
        row.path("dataname").asText(),
        row.path("datavalue").asText());
  }

  private static String dataText(DataItem item) {
    return String.join(
        " ",
        item.owner().address(),
        Replay.base64(item.name().getBytes(StandardCharsets.ISO_8859_1)),
        Replay.base64(item.value().toArray()));
  }

  private static String entryText(Entry entry) {
    return bytes(entry.toXdr()::encode);
  }

  private static String bytes(Encoder encoder) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      encoder.encode(new XdrDataOutputStream(bytes));
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory cannot fail", e);
    }
    return Replay.base64(bytes.toByteArray());
  }
}
