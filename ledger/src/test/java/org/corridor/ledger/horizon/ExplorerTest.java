package org.corridor.ledger.horizon;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.math.BigDecimal;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.StreamSupport;
import org.corridor.ledger.NetworkParameters;
import org.corridor.ledger.node.LedgerNode;
import org.corridor.ledger.node.NodeSettings;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The explorer finds what a look at the whole of a small history finds. */
@Timeout(120)
class ExplorerTest {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final HttpClient CLIENT = HttpClient.newHttpClient();
  private static final Instant START = Instant.parse("2026-11-21T03:00:00Z");

  @TempDir static Path folder;

  private static LedgerNode node;
  private static HorizonServer server;
  private static List<JsonNode> all;
  private static String account;
  private static String asset;

  /** The recorded network at its end, every ledger a minute after the last. */
  @BeforeAll
  static void replay() throws Exception {
    Recordings recordings = Recordings.load();
    node =
        LedgerNode.start(
            NodeSettings.of(NetworkParameters.stellar(recordings.passphrase()), folder)
                .closingOnDemand(),
            () -> START.plusSeconds(60L * (node == null ? 1 : node.last())));
    server = HorizonServer.start(node, HorizonSettings.loopback(0));
    for (JsonNode transaction : recordings.transactions()) {
      int ledger = transaction.path("ledger").asInt(0);
      while (node.last() < Math.max(ledger, 116) - 1) {
        node.closeNow();
      }
      submit(transaction.get("envelope").textValue());
    }
    all = records("/operations?limit=200&include_failed=true");
    account =
        records("/explorer/operations?type=payment").getLast().get("source_account").textValue();
    JsonNode first = records("/assets").getFirst();
    asset = first.get("asset_code").textValue() + ":" + first.get("asset_issuer").textValue();
  }

  @AfterAll
  static void stop() {
    server.close();
    node.close();
  }

  private static void submit(String envelope) throws Exception {
    CLIENT.send(
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + "/transactions"))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString("tx=" + encoded(envelope)))
            .build(),
        HttpResponse.BodyHandlers.discarding());
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static JsonNode get(String target) throws Exception {
    HttpResponse<String> answer =
        CLIENT.send(
            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + target))
                .build(),
            HttpResponse.BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(target + " " + answer.body()).isEqualTo(200);
    return MAPPER.readTree(answer.body());
  }

  private static List<JsonNode> records(String target) throws Exception {
    List<JsonNode> records = new ArrayList<>();
    get(target).path("_embedded").path("records").forEach(records::add);
    return records;
  }

  private static List<String> ids(List<JsonNode> records) {
    return records.stream().map(record -> record.get("id").textValue()).toList();
  }

  private static List<String> expected(Predicate<JsonNode> filter) {
    return ids(all.stream().filter(filter).toList());
  }

  private static boolean succeeded(JsonNode operation) {
    return operation.get("transaction_successful").booleanValue();
  }

  @Test
  void listsEverythingWithoutFilters() throws Exception {
    assertThat(all).hasSizeBetween(40, 199);
    JsonNode page = get("/explorer/operations?limit=200");
    assertThat(page.get("complete").booleanValue()).isTrue();
    assertThat(ids(records("/explorer/operations?limit=200")))
        .isEqualTo(expected(ExplorerTest::succeeded));
    assertThat(ids(records("/explorer/operations?limit=200&include_failed=true")))
        .isEqualTo(ids(all));
  }

  @ParameterizedTest
  @ValueSource(strings = {"payment", "payment,create_account", "manage_sell_offer,change_trust"})
  void filtersByType(String types) throws Exception {
    List<String> wanted = List.of(types.split(","));
    assertThat(ids(records("/explorer/operations?limit=200&type=" + types)))
        .isEqualTo(expected(one -> succeeded(one) && wanted.contains(one.get("type").textValue())))
        .isNotEmpty();
  }

  @Test
  void filtersByAccountAndType() throws Exception {
    List<String> own = ids(records("/accounts/" + account + "/operations?limit=200"));
    assertThat(ids(records("/explorer/operations?limit=200&account=" + account))).isEqualTo(own);
    assertThat(ids(records("/explorer/operations?limit=200&type=payment&account=" + account)))
        .isEqualTo(
            expected(
                one ->
                    own.contains(one.get("id").textValue())
                        && one.get("type").textValue().equals("payment")))
        .isNotEmpty();
    assertThat(ids(records("/explorer/transactions?limit=200&account=" + account)))
        .isEqualTo(ids(records("/accounts/" + account + "/transactions?limit=200")));
  }

  @Test
  void filtersByAssetAndAmount() throws Exception {
    String code = asset.substring(0, asset.indexOf(':'));
    String target = "/explorer/operations?limit=200&type=payment&asset=" + encoded(asset);
    Predicate<JsonNode> paid =
        one ->
            succeeded(one)
                && one.get("type").textValue().equals("payment")
                && one.path("asset_code").asText().equals(code);
    assertThat(ids(records(target))).isEqualTo(expected(paid)).isNotEmpty();
    BigDecimal middle =
        all.stream()
            .filter(paid)
            .map(one -> new BigDecimal(one.get("amount").textValue()))
            .sorted()
            .toList()
            .getFirst();
    assertThat(ids(records(target + "&amount_max=" + middle.toPlainString())))
        .isEqualTo(
            expected(
                paid.and(
                    one -> new BigDecimal(one.get("amount").textValue()).compareTo(middle) <= 0)));
    assertThat(ids(records(target + "&amount_min=" + middle.toPlainString())))
        .isEqualTo(
            expected(
                paid.and(
                    one -> new BigDecimal(one.get("amount").textValue()).compareTo(middle) >= 0)));
  }

  @Test
  void filtersByTime() throws Exception {
    String middle = all.get(all.size() / 2).get("created_at").textValue();
    Predicate<JsonNode> early = one -> one.get("created_at").textValue().compareTo(middle) < 0;
    assertThat(ids(records("/explorer/operations?limit=200&until=" + middle)))
        .isEqualTo(expected(one -> succeeded(one) && early.test(one)))
        .isNotEmpty();
    assertThat(ids(records("/explorer/operations?limit=200&from=" + middle)))
        .isEqualTo(expected(one -> succeeded(one) && !early.test(one)))
        .isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"asc", "desc"})
  void pagesMeet(String order) throws Exception {
    String filter = "&type=payment,change_trust,manage_sell_offer&order=" + order;
    List<String> whole = ids(records("/explorer/operations?limit=200" + filter));
    List<String> paged = new ArrayList<>();
    String target = "/explorer/operations?limit=4" + filter;
    while (target != null) {
      JsonNode page = get(target);
      page.path("_embedded").path("records").forEach(one -> paged.add(one.get("id").textValue()));
      JsonNode next = page.path("_links").path("next").path("href");
      target =
          next.isMissingNode()
              ? null
              : next.textValue().substring(next.textValue().indexOf("/explorer"));
    }
    assertThat(paged).isEqualTo(whole).isNotEmpty();
  }

  @Test
  void sumsUpTheNetwork() throws Exception {
    JsonNode figures = get("/explorer/network?from=2026-11-21T00:00:00Z&intervals=12");
    assertThat(figures.get("closes").intValue()).isEqualTo(node.last() - 1);
    long operations = all.stream().filter(ExplorerTest::succeeded).count();
    assertThat(figures.get("operations").longValue()).isEqualTo(operations);
    long failed = figures.get("transactions_failed").longValue();
    long byCode =
        StreamSupport.stream(figures.get("failures").spliterator(), false)
            .mapToLong(JsonNode::longValue)
            .sum();
    assertThat(byCode).isEqualTo(failed).isPositive();
    assertThat(figures.get("failures").has("tx_failed")).isTrue();
    assertThat(figures.get("close_seconds_longest").longValue()).isEqualTo(60);
    long divided =
        StreamSupport.stream(figures.get("intervals").spliterator(), false)
            .mapToLong(part -> part.get("operations").longValue())
            .sum();
    assertThat(figures.get("intervals")).hasSize(12);
    assertThat(divided).isEqualTo(operations);
  }

  @Test
  void sumsUpAnAsset() throws Exception {
    String code = asset.substring(0, asset.indexOf(':'));
    JsonNode figures = get("/explorer/assets/" + asset + "?from=2026-11-21T00:00:00Z");
    long payments =
        all.stream()
            .filter(ExplorerTest::succeeded)
            .filter(one -> one.path("type").asText().matches("payment|path_payment.*"))
            .filter(
                one ->
                    one.path("asset_code").asText().equals(code)
                        || one.path("source_asset_code").asText().equals(code))
            .count();
    assertThat(figures.path("activity").get("payments").longValue())
        .isGreaterThanOrEqualTo(payments)
        .isPositive();
    assertThat(figures.path("activity").get("complete").booleanValue()).isTrue();
    long trades =
        records("/trades?limit=200").stream()
            .filter(
                trade ->
                    trade.path("base_asset_code").asText().equals(code)
                        || trade.path("counter_asset_code").asText().equals(code))
            .count();
    assertThat(figures.path("activity").get("trades").longValue()).isEqualTo(trades);
    JsonNode listed = records("/assets?asset_code=" + code).getFirst();
    assertThat(figures.get("accounts")).isEqualTo(listed.get("accounts"));
    assertThat(new BigDecimal(figures.get("supply").textValue()))
        .isGreaterThanOrEqualTo(new BigDecimal(listed.get("amount").textValue()));
    assertThat(get("/explorer/assets/native").get("supply").textValue())
        .isEqualTo("100000000000.0000000");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/explorer/operations?type=gift",
        "/explorer/operations?from=yesterday",
        "/explorer/operations?amount_min=-1",
        "/explorer/network?intervals=1000",
        "/explorer/network?from=2026-11-21T09:00:00Z&until=2026-11-21T08:00:00Z",
      })
  void refusesWhatMakesNoSense(String target) throws Exception {
    HttpResponse<String> answer =
        CLIENT.send(
            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + target))
                .build(),
            HttpResponse.BodyHandlers.ofString());
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains("bad_request", "invalid_field");
  }
}
