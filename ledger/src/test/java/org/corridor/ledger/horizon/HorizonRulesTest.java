package org.corridor.ledger.horizon;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.corridor.ledger.NetworkParameters;
import org.corridor.ledger.node.LedgerNode;
import org.corridor.ledger.node.NodeSettings;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The rules of asking: what is refused and in which words, what can be had in which form. */
@Timeout(120)
class HorizonRulesTest {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final HttpClient CLIENT = HttpClient.newHttpClient();
  private static final String ACCOUNT_WANTED =
      "Account ID must start with `G` and contain 56 alphanum characters";

  /** An account that nobody has created. */
  private static final String NOBODY = "GAAQCAIBAEAQCAIBAEAQCAIBAEAQCAIBAEAQCAIBAEAQCAIBAEAQDZ7H";

  private static final String ZEROS =
      "0000000000000000000000000000000000000000000000000000000000000000";

  @TempDir static Path folder;

  private static LedgerNode node;
  private static HorizonServer server;
  private static String base;
  private static Recordings recordings;

  /** The recorded network at its end: something of everything. */
  @BeforeAll
  static void replay() throws Exception {
    recordings = Recordings.load();
    node =
        LedgerNode.start(
            NodeSettings.of(NetworkParameters.stellar(recordings.passphrase()), folder)
                .closingOnDemand(),
            java.time.Clock.systemUTC());
    server = HorizonServer.start(node, HorizonSettings.loopback(0));
    base = "http://127.0.0.1:" + server.port();
    for (JsonNode transaction : recordings.transactions()) {
      int ledger = transaction.path("ledger").asInt(0);
      while (node.last() < Math.max(ledger, 116) - 1) {
        node.closeNow();
      }
      post("/transactions", "tx=" + encoded(transaction.get("envelope").textValue()));
    }
  }

  @AfterAll
  static void stop() {
    server.close();
    node.close();
  }

  private static String encoded(String text) {
    return java.net.URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static HttpResponse<String> post(String path, String form) throws Exception {
    return CLIENT.send(
        HttpRequest.newBuilder(URI.create(base + path))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(form))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  private static HttpResponse<String> get(String target, String... headers) throws Exception {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + target));
    for (int i = 0; i < headers.length; i += 2) {
      request.header(headers[i], headers[i + 1]);
    }
    return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  private static JsonNode records(String target) throws Exception {
    HttpResponse<String> answer = get(target);
    assertThat(answer.statusCode()).as(target + " " + answer.body()).isEqualTo(200);
    return MAPPER.readTree(answer.body()).path("_embedded").path("records");
  }

  private static String first(String target, String field) throws Exception {
    return records(target).get(0).get(field).textValue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/accounts/GABC/transactions | account_id | " + ACCOUNT_WANTED,
        "/accounts?signer=GABC | signer | " + ACCOUNT_WANTED,
        "/accounts?sponsor=GABC | sponsor | " + ACCOUNT_WANTED,
        "/accounts?asset=native | asset | you can't filter by asset: native",
        "/accounts?liquidity_pool=ab | liquidity_pool | ab does not validate as sha256",
        "/claimable_balances?claimant=GABC | claimant | " + ACCOUNT_WANTED,
        "/claimable_balances?cursor=5 | cursor | The first part should be a number higher than 0"
            + " and the second part should be a valid claimable balance ID",
        "/claimable_balances/zz | id | zz does not validate as claimableBalanceID",
        "/claimable_balances/zz/operations | claimable_balance_id"
            + " | zz does not validate as claimableBalanceID",
        "/liquidity_pools/zz | liquidity_pool_id | zz does not validate as sha256",
        "/liquidity_pools?reserves=USD | reserves | Invalid reserves, should be comma-separated"
            + " list of assets in canonical form",
        "/assets?asset_issuer=G | asset_issuer | G is not a valid asset issuer",
        "/assets?cursor=USD | cursor | cursor must contain exactly one colon",
        "/offers/x | offer_id | Offer ID must be an integer higher than 0",
        "/offers?selling_asset_code=USD | selling_asset_type | Missing parameter",
        "/offers?selling_asset_type=native&selling_asset_code=USD | selling_asset_code"
            + " | native asset does not have a code",
        "/offers?buying_asset_type=credit_alphanum4&buying_asset_code=USD | buying_asset_issuer"
            + " | Missing parameter",
        "/offers?buying_asset_type=credit_alphanum4&buying_asset_code=TOOLONG | buying_asset_code"
            + " | Asset code must be 1-12 alphanumeric characters",
        "/offers?buying_asset_type=gold | buying_asset_type"
            + " | Asset type must be native, credit_alphanum4 or credit_alphanum12",
        "/operations/x | id | Operation ID must be an integer higher than 0",
        "/operations/x/effects | op_id | Operation ID must be an integer higher than 0",
        "/operations?join=effects | join | Accepted values: transactions",
        "/operations?include_failed=maybe | include_failed | Filter should be true or false",
        "/ledgers/x | ledger_id | Ledger ID must be an integer higher than 0",
        "/ledgers?limit=0 | limit | invalid limit: non-positive value provided",
        "/ledgers?limit=201 | limit | invalid limit: value provided that is over limit max of 200",
        "/ledgers?limit=many | limit | unparseable value",
        "/payments?cursor=12x | cursor | cursor: invalid value",
        "/payments?cursor=-5 | cursor | 'the cursor -5 is a negative number: '",
        "/effects?cursor=1-x | cursor | cursor: invalid value",
        "/trades?base_asset_type=native | base_asset_type,counter_asset_type"
            + " | this endpoint supports asset pairs but only one asset supplied",
        "/trades?trade_type=barter | trade_type"
            + " | Trade type must be all, orderbook, or liquidity_pool",
        "/trades?offer_id=5&trade_type=liquidity_pool | trade_type"
            + " | trade_type liquidity_pool cannot be used with the offer_id filter",
        "/paths/strict-send?source_asset_type=native&source_amount=0&destination_assets=native"
            + " | source_amount | Amount must be positive",
        "/paths/strict-send?source_amount=1&destination_assets=native"
            + " | source_asset_type | Missing required field",
      })
  void refusesInTheSameWords(String target, String field, String reason) throws Exception {
    HttpResponse<String> answer = get(target);
    JsonNode problem = MAPPER.readTree(answer.body());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
    assertThat(answer.headers().firstValue("Content-Type"))
        .contains("application/problem+json; charset=utf-8");
    assertThat(problem.path("extras").path("invalid_field").textValue()).isEqualTo(field);
    assertThat(problem.path("extras").path("reason").textValue()).isEqualTo(reason);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/accounts/" + NOBODY,
        "/accounts/" + NOBODY + "/transactions",
        "/accounts/" + NOBODY + "/operations",
        "/accounts/" + NOBODY + "/payments",
        "/accounts/" + NOBODY + "/effects",
        "/accounts/" + NOBODY + "/trades",
        "/accounts/" + NOBODY + "/data/x",
        "/accounts//payments",
        "/accounts/" + NOBODY + "/nothing",
        "/claimable_balances/00000000" + ZEROS,
        "/claimable_balances/00000000" + ZEROS + "/operations",
        "/liquidity_pools/" + ZEROS,
        "/liquidity_pools/" + ZEROS + "/trades",
        "/ledgers/99999999/operations",
        "/transactions/" + ZEROS + "/effects",
        "/operations/9223372036854775807",
        "/offers/999999",
        "/friendbot?addr=" + NOBODY,
        "/a/b/c/d/e/f/g",
      })
  void findsNothing(String target) throws Exception {
    HttpResponse<String> answer = get(target);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(404);
    assertThat(answer.body()).contains("https://stellar.org/horizon-errors/not_found");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/ledgers/1",
        "/ledgers/0",
        "/operations/1",
        "/payments?order=desc&cursor=1",
        "/effects?order=desc&cursor=1-1",
        "/trades?order=desc&cursor=0-0",
        "/ledgers?order=desc&cursor=8589934592",
      })
  void hasNoHistoryBeforeGenesis(String target) throws Exception {
    HttpResponse<String> answer = get(target);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(410);
    assertThat(answer.body()).contains("before_history");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/accounts/" + NOBODY + "/offers",
        "/operations/9223372036854775807/effects",
        "/offers/999999/trades",
        "/accounts?signer=" + NOBODY,
        "/accounts?sponsor=" + NOBODY,
        "/payments?cursor=now",
        "/trades?cursor=now",
        "/claimable_balances?sponsor=" + NOBODY,
        "/liquidity_pools?account=" + NOBODY,
        "/offers?seller=" + NOBODY,
        "/paths/strict-receive?destination_asset_type=native&destination_amount=1&source_account="
            + NOBODY,
        "/paths?destination_asset_type=native&destination_amount=1&source_account=" + NOBODY,
      })
  void listsNothing(String target) throws Exception {
    assertThat(records(target)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/accounts?asset=%s",
        "/assets",
        "/claimable_balances",
        "/liquidity_pools",
        "/offers",
        "/offers?selling=%s",
        "/offers?buying=native",
        "/ledgers",
        "/transactions?include_failed=true",
        "/operations",
        "/payments",
        "/effects",
        "/trades",
      })
  void pagesMeetWithoutGapOrRepeat(String template) throws Exception {
    String asset = first("/assets", "asset_code") + ":" + first("/assets", "asset_issuer");
    String target = template.replace("%s", asset);
    String join = target.contains("?") ? "&" : "?";
    List<String> whole = tokens(target + join + "limit=200");
    for (int limit : new int[] {1, 3}) {
      List<String> paged = new ArrayList<>();
      String cursor = "";
      while (paged.size() < Math.min(whole.size(), 40)) {
        List<String> page = tokens(target + join + "limit=" + limit + "&cursor=" + encoded(cursor));
        assertThat(page).isNotEmpty();
        paged.addAll(page);
        cursor = page.getLast();
      }
      assertThat(paged).isEqualTo(whole.subList(0, paged.size()));
    }
    List<String> backwards = tokens(target + join + "limit=200&order=desc");
    if (whole.size() < 200) {
      assertThat(backwards).isEqualTo(whole.reversed());
    }
  }

  private static List<String> tokens(String target) throws Exception {
    List<String> tokens = new ArrayList<>();
    records(target).forEach(record -> tokens.add(record.get("paging_token").textValue()));
    return tokens;
  }

  @Test
  void paysAttentionToWhatTheClientAccepts() throws Exception {
    assertThat(get("/ledgers?limit=1", "Accept", "text/html").statusCode()).isEqualTo(406);
    assertThat(get("/ledgers?limit=1", "Accept", "text/html, */*;q=0.1").statusCode())
        .isEqualTo(200);
    assertThat(get("/assets", "Accept", "text/event-stream").statusCode()).isEqualTo(406);
    assertThat(get("/ledgers?limit=1", "Accept", "application/octet-stream").statusCode())
        .isEqualTo(406);
    assertThat(get("/ledgers?limit=1").headers().firstValue("Latest-Ledger"))
        .contains(Integer.toString(node.last()));
  }

  @Test
  void givesDataAsBytes() throws Exception {
    Recordings.Recorded recorded =
        recordings.answers().stream()
            .filter(answer -> answer.name().contains("account-data"))
            .findFirst()
            .orElseThrow();
    HttpResponse<byte[]> raw =
        CLIENT.send(
            HttpRequest.newBuilder(URI.create(base + recorded.target()))
                .header("Accept", "application/octet-stream")
                .build(),
            HttpResponse.BodyHandlers.ofByteArray());
    assertThat(raw.headers().firstValue("Content-Type")).contains("application/octet-stream");
    byte[] value = java.util.Base64.getDecoder().decode(recorded.body().get("value").textValue());
    assertThat(raw.body()).isEqualTo(value);
  }

  @Test
  void answersBrowsersOfOtherSites() throws Exception {
    HttpRequest preflight =
        HttpRequest.newBuilder(URI.create(base + "/transactions"))
            .method("OPTIONS", HttpRequest.BodyPublishers.noBody())
            .header("Access-Control-Request-Method", "POST")
            .build();
    HttpResponse<String> answer = CLIENT.send(preflight, HttpResponse.BodyHandlers.ofString());
    assertThat(answer.statusCode()).isBetween(200, 204);
    assertThat(answer.headers().firstValue("Access-Control-Allow-Origin")).contains("*");
    assertThat(answer.headers().firstValue("Access-Control-Allow-Methods")).isPresent();
    assertThat(get("/accounts/GABC").headers().firstValue("Access-Control-Allow-Origin"))
        .contains("*");
  }

  @Test
  void refusesWhatIsNoForm() throws Exception {
    HttpRequest json =
        HttpRequest.newBuilder(URI.create(base + "/transactions"))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString("{}"))
            .build();
    HttpResponse<String> answer = CLIENT.send(json, HttpResponse.BodyHandlers.ofString());
    assertThat(answer.statusCode()).isEqualTo(415);
    assertThat(answer.body()).contains("unsupported_media_type");
    assertThat(post("/ledgers", "").statusCode()).isEqualTo(405);
    assertThat(post("/nowhere", "").statusCode()).isEqualTo(404);
  }

  @Test
  void holdsRequestsToTheirLimits() throws Exception {
    try {
      HttpResponse<String> large = post("/transactions", "tx=" + "A".repeat(2 << 20));
      assertThat(large.statusCode()).as(large.body()).isEqualTo(413);
      assertThat(MAPPER.readTree(large.body()).get("status").intValue()).isEqualTo(413);
    } catch (IOException e) {
      assertThat(get("/").statusCode()).isEqualTo(200); // cut off before it had sent all of it
    }
    HttpResponse<String> longPath = get("/accounts/" + "A".repeat(10_000));
    assertThat(longPath.statusCode()).isBetween(400, 414);
    assertThat(get("/accounts/%GG".replace("%GG", "%41")).statusCode()).isEqualTo(400);
  }

  @Test
  void outlivesGarbageOnItsPort() throws Exception {
    Random random = new Random(1);
    for (int i = 0; i < 200; i++) {
      byte[] noise = new byte[random.nextInt(2_000)];
      random.nextBytes(noise);
      try (Socket socket = new Socket("127.0.0.1", server.port())) {
        if (random.nextBoolean()) {
          socket
              .getOutputStream()
              .write("POST /transactions HTTP/1.1\r\nHost: x\r\n".getBytes(StandardCharsets.UTF_8));
        }
        socket.getOutputStream().write(noise);
      } catch (IOException e) {
        assertThat(e).hasMessageNotContaining("refused"); // it may hang up, but must be there
      }
    }
    assertThat(get("/").statusCode()).isEqualTo(200);
  }

  @Test
  void endsAStreamAfterItsLimit() throws Exception {
    HttpResponse<InputStream> stream =
        CLIENT.send(
            HttpRequest.newBuilder(URI.create(base + "/payments?limit=3"))
                .header("Accept", "text/event-stream")
                .build(),
            HttpResponse.BodyHandlers.ofInputStream());
    List<String> lines;
    try (BufferedReader in =
        new BufferedReader(new InputStreamReader(stream.body(), StandardCharsets.UTF_8))) {
      lines = in.lines().toList();
    }
    assertThat(lines.stream().filter(line -> line.startsWith("id: "))).hasSize(3);
    assertThat(lines).contains("event: close", "data: \"byebye\"");
  }
}
