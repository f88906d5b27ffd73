package org.corridor.ledger.proof;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.corridor.ledger.state.Bytes;

/**
 * That a transaction is in a closed ledger, with this result.
 *
 * <p>It is written in one way only: JSON with these members in this order and no blanks. So each of
 * its bytes means something, and none can be altered without being noticed.
 *
 * @param network the passphrase of the network
 * @param ledger the ledger's sequence
 * @param header the ledger's header, XDR
 * @param state the state's link in the close's commitment
 * @param transactions how many transactions the close has
 * @param order the transaction's place among them, from 1
 * @param path the hashes from the leaf to the root of the close's tree
 * @param hash the transaction's network hash
 * @param envelope the TransactionEnvelope, XDR
 * @param result the TransactionResult, XDR
 * @param meta SHA-256 of the TransactionMeta
 * @param feeChanges SHA-256 of the LedgerEntryChanges of the fee
 */
@SuppressWarnings("ArrayRecordComponent") // compared as JSON; copied by nobody who changes it
public record InclusionProof(
    String network,
    int ledger,
    byte[] header,
    Bytes state,
    int transactions,
    int order,
    List<Bytes> path,
    Bytes hash,
    byte[] envelope,
    byte[] result,
    Bytes meta,
    Bytes feeChanges) {

  /** The most bytes that a proof can have: a transaction of 100 operations leaves room. */
  public static final int BYTES_MAX = 1 << 20;

  private static final String FORMAT = "corridor-inclusion-1";
  private static final ObjectMapper MAPPER = new ObjectMapper();

  /** Holds the path in immutable form. */
  public InclusionProof {
    path = List.copyOf(path);
  }

  /** What is handed over is not a proof. */
  public static final class Malformed extends Exception {
    Malformed(String message) {
      super(message, null, false, false);
    }
  }

  /** Returns the proof as JSON. */
  public ObjectNode toJson() {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("format", FORMAT);
    node.put("network", network);
    node.put("ledger", ledger);
    node.put("header", base64(header));
    node.put("state", state.toHex());
    node.put("transactions", transactions);
    node.put("order", order);
    ArrayNode hashes = node.putArray("path");
    path.forEach(one -> hashes.add(one.toHex()));
    node.put("hash", hash.toHex());
    node.put("envelope", base64(envelope));
    node.put("result", base64(result));
    node.put("meta", meta.toHex());
    node.put("fee_changes", feeChanges.toHex());
    return node;
  }

  /** Returns the proof as it is written. */
  public byte[] toBytes() {
    try {
      return MAPPER.writeValueAsBytes(toJson());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("writing to memory cannot fail", e);
    }
  }

  /**
   * Reads a proof.
   *
   * @throws Malformed when it is not written exactly as one
   */
  public static InclusionProof parse(byte[] bytes) throws Malformed {
    if (bytes.length > BYTES_MAX) {
      throw new Malformed("it is longer than " + BYTES_MAX + " bytes");
    }
    InclusionProof proof;
    try {
      JsonNode node = MAPPER.readTree(new String(bytes, StandardCharsets.UTF_8));
      List<Bytes> path = new ArrayList<>();
      node.path("path").forEach(one -> path.add(Bytes.ofHex(one.asText())));
      proof =
          new InclusionProof(
              node.path("network").asText(),
              node.path("ledger").asInt(),
              bytes(node, "header"),
              hash(node, "state"),
              node.path("transactions").asInt(),
              node.path("order").asInt(),
              path,
              hash(node, "hash"),
              bytes(node, "envelope"),
              bytes(node, "result"),
              hash(node, "meta"),
              hash(node, "fee_changes"));
    } catch (IOException | IllegalArgumentException e) {
      throw new Malformed("it is not a proof in JSON");
    }
    if (!Arrays.equals(bytes, proof.toBytes())) {
      throw new Malformed("it is not written as " + FORMAT + " is");
    }
    return proof;
  }

  private static Bytes hash(JsonNode node, String name) {
    return Bytes.ofHex(node.path(name).asText());
  }

  private static byte[] bytes(JsonNode node, String name) {
    return Base64.getDecoder().decode(node.path(name).asText());
  }

  private static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }
}
