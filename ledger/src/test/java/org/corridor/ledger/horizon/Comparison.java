package org.corridor.ledger.horizon;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

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
      if (!expected.equals(actual.textValue())) {
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

  private static String brief(JsonNode node) {
    String text = node.toString();
    return text.length() > 300 ? text.substring(0, 300) + "..." : text;
  }
}
