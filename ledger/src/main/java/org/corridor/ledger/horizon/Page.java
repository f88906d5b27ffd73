package org.corridor.ledger.horizon;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** A list that is read page by page, or followed as a stream. */
final class Page {
  private Page() {}

  /** A record and the token after which the next page goes on. */
  record Item(String token, ObjectNode node) {}

  /** Where a page starts and how far it goes. */
  record Bounds(String cursor, boolean ascending, int limit) {}

  /** Reads one page. */
  @FunctionalInterface
  interface Source {
    List<Item> read(Bounds bounds);
  }

  /** Renders a page with its links. */
  static ObjectNode render(Request request, List<Item> items) {
    boolean ascending = request.ascending();
    String cursor = request.parameter("cursor").orElse("");
    ObjectNode page = Json.object();
    ObjectNode links = page.putObject("_links");
    Json.link(links, "self", request.page(cursor, ascending));
    String last = items.isEmpty() ? cursor : items.getLast().token();
    String first = items.isEmpty() ? cursor : items.getFirst().token();
    Json.link(links, "next", request.page(last, ascending));
    Json.link(links, "prev", request.page(first, !ascending));
    records(page, items);
    return page;
  }

  static void records(ObjectNode page, List<Item> items) {
    ArrayNode records = page.putObject("_embedded").putArray("records");
    items.forEach(item -> records.add(item.node()));
  }
}
