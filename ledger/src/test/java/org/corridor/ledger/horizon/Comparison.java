package org.corridor.ledger.horizon;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.stellar.sdk.xdr.Int64;
import org.stellar.sdk.xdr.LedgerEntryChange;
import org.stellar.sdk.xdr.LedgerEntryChanges;
import org.stellar.sdk.xdr.OperationMeta;
import org.stellar.sdk.xdr.TransactionMeta;
import org.stellar.sdk.xdr.TransactionResult;

/**
 * Compares an answer with the recorded one: names, their order, types, nesting, and all values but
 * those that cannot be the same, which are hashes of ledgers and versions of software.
 */
final class Comparison {
  /** Within a ledger, what depends on its own definition of the state's hash. */
  private static final Set<String> OF_A_LEDGER = Set.of("id", "hash", "prev_hash", "header_xdr");

  private static final Set<String> OF_THE_SOFTWARE =
      Set.of("horizon_version", "core_version", "history_elder_ledger");

  private final String recordedBase;
  private final String base;
  private final List<String> differences = new ArrayList<>();

  private Comparison(String recordedBase, String base) {
    this.recordedBase = recordedBase;
    this.base = base;
  }

  static List<String> differences(
      JsonNode recorded, JsonNode actual, String recordedBase, String base) {
    Comparison comparison = new Comparison(recordedBase, base);
    comparison.compare("", recorded, actual);
    return comparison.differences;
  }

  private void compare(String path, JsonNode recorded, JsonNode actual) {
    if (recorded.getNodeType() != actual.getNodeType()) {
      differences.add(path + ": " + brief(recorded) + " recorded, but " + brief(actual));
    } else if (recorded.isObject()) {
      objects(path, (ObjectNode) recorded, (ObjectNode) actual);
    } else if (recorded.isArray()) {
      arrays(path, (ArrayNode) recorded, (ArrayNode) actual);
    } else if (recorded.isTextual()) {
      String expected = recorded.textValue().replace(recordedBase, base);
      boolean same =
          path.endsWith("/result_meta_xdr")
              ? changes(expected).equals(changes(actual.textValue()))
              : path.equals("/extras/result_xdr")
                  ? outcome(expected).equals(outcome(actual.textValue()))
                  : expected.equals(actual.textValue());
      if (!same) {
        differences.add(path + ": " + brief(recorded) + " recorded, but " + brief(actual));
      }
    } else if (recorded.isNumber()) {
      if (recorded.decimalValue().compareTo(actual.decimalValue()) != 0) {
        differences.add(path + ": " + recorded + " recorded, but " + actual);
      }
    } else if (!recorded.equals(actual)) {
      differences.add(path + ": " + recorded + " recorded, but " + actual);
    }
  }

  private void objects(String path, ObjectNode recorded, ObjectNode actual) {
    List<String> names = new ArrayList<>();
    recorded.fieldNames().forEachRemaining(names::add);
    List<String> actualNames = new ArrayList<>();
    actual.fieldNames().forEachRemaining(actualNames::add);
    if (!names.equals(actualNames)) {
      differences.add(path + ": fields " + names + " recorded, but " + actualNames);
    }
    boolean ledger = recorded.has("header_xdr");
    for (String name : names) {
      if (!actual.has(name)) {
        continue;
      }
      boolean free = (ledger && OF_A_LEDGER.contains(name)) || OF_THE_SOFTWARE.contains(name);
      if (free) {
        if (recorded.get(name).getNodeType() != actual.get(name).getNodeType()) {
          differences.add(path + "/" + name + ": another type");
        }
      } else {
        compare(path + "/" + name, recorded.get(name), actual.get(name));
      }
    }
  }

  private void arrays(String path, ArrayNode recorded, ArrayNode actual) {
    if (recorded.size() != actual.size()) {
      differences.add(path + ": " + recorded.size() + " elements recorded, but " + actual.size());
      return;
    }
    // Horizon lists signers as its database happens to return them.
    boolean unordered = path.endsWith("/signers");
    List<JsonNode> expected = elements(recorded, unordered);
    List<JsonNode> found = elements(actual, unordered);
    for (int i = 0; i < expected.size(); i++) {
      compare(path + "/" + i, expected.get(i), found.get(i));
    }
  }

  private static List<JsonNode> elements(ArrayNode array, boolean sorted) {
    List<JsonNode> elements = new ArrayList<>();
    array.forEach(elements::add);
    if (sorted) {
      elements.sort(Comparator.comparing(node -> node.get("key").textValue()));
    }
    return elements;
  }

  /**
   * The changes of each part of a meta without their order, which in the recorded network is that
   * of a hash table.
   */
  private static List<List<String>> changes(String meta) {
    try {
      TransactionMeta decoded = TransactionMeta.fromXdrBase64(meta);
      List<List<String>> parts = new ArrayList<>();
      parts.add(sorted(decoded.getV2().getTxChangesBefore()));
      for (OperationMeta operation : decoded.getV2().getOperations()) {
        parts.add(sorted(operation.getChanges()));
      }
      parts.add(sorted(decoded.getV2().getTxChangesAfter()));
      return parts;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> sorted(LedgerEntryChanges changes) throws IOException {
    List<String> sorted = new ArrayList<>();
    for (LedgerEntryChange change : changes.getLedgerEntryChanges()) {
      sorted.add(change.toXdrBase64());
    }
    sorted.sort(Comparator.naturalOrder());
    return sorted;
  }

  /** A result without its fee, which the recorded network states or not as it refused where. */
  private static TransactionResult outcome(String result) {
    try {
      TransactionResult decoded = TransactionResult.fromXdrBase64(result);
      decoded.setFeeCharged(new Int64(0L));
      return decoded;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String brief(JsonNode node) {
    String text = node.toString();
    return text.length() > 300 ? text.substring(0, 300) + "..." : text;
  }
}
