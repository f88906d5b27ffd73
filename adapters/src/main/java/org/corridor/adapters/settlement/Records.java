package org.corridor.adapters.settlement;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.corridor.domain.Retryable;

/**
 * Reads the records of one of Horizon's answers as flat maps of the wanted fields only. A record
 * carries kilobytes of metadata that nobody here reads; a stream passes over it without building
 * it.
 */
final class Records {
  private static final JsonFactory JSON = new JsonFactory();
  private static final Set<String> NESTED =
      Set.of("transaction", "inner_transaction", "fee_bump_transaction");

  private Records() {}

  /**
   * The records of a page, in order.
   *
   * @param page an answer with {@code _embedded.records}
   * @param wanted names of fields; those of a nested transaction as {@code transaction.memo}
   * @throws Retryable when it is no such page
   */
  static List<Map<String, String>> ofPage(byte[] page, Set<String> wanted) {
    List<Map<String, String>> records = new ArrayList<>();
    try (JsonParser parser = JSON.createParser(page)) {
      while (parser.nextToken() != null) {
        if (parser.currentToken() == JsonToken.FIELD_NAME
            && parser.currentName().equals("records")) {
          require(parser.nextToken() == JsonToken.START_ARRAY);
          while (parser.nextToken() == JsonToken.START_OBJECT) {
            Map<String, String> fields = new HashMap<>();
            read(parser, "", wanted, fields);
            records.add(fields);
          }
          return records;
        }
      }
    } catch (IOException e) {
      throw new Retryable("ledger's answer is not JSON", e);
    }
    throw new Retryable("ledger's answer is not a page");
  }

  /** The fields of an answer that is one record; see {@link #ofPage}. */
  static Map<String, String> ofRecord(byte[] record, Set<String> wanted) {
    Map<String, String> fields = new HashMap<>();
    try (JsonParser parser = JSON.createParser(record)) {
      require(parser.nextToken() == JsonToken.START_OBJECT);
      read(parser, "", wanted, fields);
      return fields;
    } catch (IOException e) {
      throw new Retryable("ledger's answer is not JSON", e);
    }
  }

  /**
   * A field that the record must have.
   *
   * @throws Retryable when it has not
   */
  static String field(Map<String, String> record, String name) {
    String value = record.get(name);
    if (value == null) {
      throw new Retryable("ledger's record has no " + name);
    }
    return value;
  }

  private static void read(
      JsonParser parser, String prefix, Set<String> wanted, Map<String, String> fields)
      throws IOException {
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      JsonToken token = parser.nextToken();
      if (token == JsonToken.START_OBJECT && prefix.isEmpty() && NESTED.contains(name)) {
        read(parser, name + ".", wanted, fields);
      } else if (token.isStructStart()) {
        parser.skipChildren();
      } else if (token != JsonToken.VALUE_NULL && wanted.contains(prefix + name)) {
        fields.put(prefix + name, parser.getText());
      }
    }
  }

  private static void require(boolean condition) {
    if (!condition) {
      throw new Retryable("ledger's answer has another shape");
    }
  }
}
