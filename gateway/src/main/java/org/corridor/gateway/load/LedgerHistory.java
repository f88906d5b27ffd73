package org.corridor.gateway.load;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.corridor.domain.Retryable;
import org.corridor.domain.party.LedgerAddress;

/** What the ledger's own history says of a bank's settlements. */
final class LedgerHistory {
  private static final int PAGE = 200;
  private static final String OF_AN_AGREEMENT = "hash";

  private final URI horizon;
  private final HttpClient http = HttpClient.newHttpClient();

  LedgerHistory(URI horizon) {
    this.horizon = horizon;
  }

  /**
   * Compares the successful transactions that carry an agreement's hash with what the bank calls
   * settled.
   *
   * @param account the bank's settlement account
   * @param settled the hashes of the transactions by which it settled, in hexadecimal
   * @return what does not hold
   * @throws Retryable when the ledger does not answer
   */
  List<String> faults(LedgerAddress account, Set<String> settled) {
    Set<String> left = new HashSet<>(settled);
    Set<String> agreements = new HashSet<>();
    List<String> faults = new ArrayList<>();
    String cursor = "";
    while (true) {
      JsonNode records = page(account, cursor);
      for (JsonNode transaction : records) {
        cursor = transaction.path("paging_token").asText();
        if (transaction.path("memo_type").asText().equals(OF_AN_AGREEMENT)) {
          String hash = transaction.path("hash").asText();
          if (!left.remove(hash)) {
            faults.add("transaction " + hash + " is on the ledger, and no payment settled by it");
          }
          if (!agreements.add(transaction.path("memo").asText())) {
            faults.add("transaction " + hash + " settles an agreement once more");
          }
        }
      }
      if (records.size() < PAGE) {
        break;
      }
    }
    left.forEach(hash -> faults.add("the ledger does not know the settlement " + hash));
    return faults;
  }

  private JsonNode page(LedgerAddress account, String cursor) {
    URI uri =
        horizon.resolve(
            "/accounts/%s/transactions?limit=%d&cursor=%s"
                .formatted(account.value(), PAGE, cursor));
    try {
      HttpResponse<byte[]> response =
          http.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofByteArray());
      if (response.statusCode() != 200) {
        throw new Retryable("the ledger answered " + response.statusCode());
      }
      return new ObjectMapper().readTree(response.body()).path("_embedded").path("records");
    } catch (IOException e) {
      throw new Retryable("the ledger does not answer", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Retryable("interrupted", e);
    }
  }
}
