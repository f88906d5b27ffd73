package org.corridor.adapters.iso20022;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.corridor.adapters.codec.check.Faults;
import org.corridor.adapters.codec.check.Texts;
import org.corridor.adapters.iso20022.XmlReader.Limits;
import org.corridor.adapters.iso20022.XmlReader.Stop;
import org.corridor.domain.ReasonCode;
import org.corridor.domain.message.Decoded;
import org.corridor.domain.message.MessageType;
import org.corridor.domain.party.Bic;
import org.jspecify.annotations.Nullable;

/**
 * One walk through one document: follows the layout's nodes, keeps the texts of its fields, and
 * finishes a transaction at its end tag. One stack frame per open element, no recursion.
 */
final class MessageWalk {
  private static final String TRANSACTION = "CdtTrfTxInf";
  private static final String INSTRUCTION = "PmtInf";
  private static final Pattern COUNT = Pattern.compile("\\d{1,15}");

  /** Wider than any amount: one that is too long is a fault of its own, not of the sum. */
  private static final Pattern SUM = Pattern.compile("\\d{1,30}(\\.\\d{1,17})?");

  private static final Set<String> SETTLEMENT_METHODS = Set.of("INDA", "INGA", "COVE", "CLRG");
  private static final int NAME_SHOWN_MAX = 35;

  private final XMLStreamReader in;
  private final Limits limits;
  private final Layout layout;
  private final String sender;
  private final Faults messageFaults;
  private final Values values;
  private final TransferReading reading;

  private final @Nullable Node[] nodes = new Node[XmlReader.DEPTH_MAX + 1];
  private final long[] seen = new long[XmlReader.DEPTH_MAX + 1];
  private final int[] last = new int[XmlReader.DEPTH_MAX + 1];
  private int depth;
  private final StringBuilder text = new StringBuilder();
  private @Nullable String currency;

  private final List<Decoded.Transaction> transactions = new ArrayList<>();
  private final Set<String> uetrs = new HashSet<>();
  private final Set<String> references = new HashSet<>();
  private final Set<String> transactionIds = new HashSet<>();
  private final Totals messageTotals = new Totals();
  private Totals instructionTotals = new Totals();
  private int instructionIndex;
  private int transactionInPart;
  private int instructionStart;
  private @Nullable Faults instructionFaults;
  private @Nullable Faults transactionFaults;
  private @Nullable LocalDate created;

  MessageWalk(
      XMLStreamReader in,
      Limits limits,
      Layout layout,
      String sender,
      Faults messageFaults,
      Map<String, Bic> bankOfDomain,
      @Nullable Bic headerSender) {
    this.in = in;
    this.limits = limits;
    this.layout = layout;
    this.sender = sender;
    this.messageFaults = messageFaults;
    this.values = new Values(layout.size());
    this.reading = new TransferReading(layout, values, bankOfDomain, headerSender);
  }

  MessageType type() {
    return layout.type;
  }

  @Nullable String messageId() {
    return values.get(layout.messageId);
  }

  /** Walks from the document's start tag to its end tag. */
  void walk() throws XMLStreamException, Stop {
    Node document = new Node("Document").closed(layout.root.name + "!");
    nodes[0] = document;
    last[0] = -1;
    while (depth >= 0) {
      int event = in.next();
      limits.check(event, in);
      switch (event) {
        case XMLStreamConstants.START_ELEMENT -> start(document);
        case XMLStreamConstants.END_ELEMENT -> end();
        case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> characters();
        default -> {
          // Comments, processing instructions and white space mean nothing.
        }
      }
    }
  }

  private void start(Node document) throws Stop {
    Node parent = nodes[depth];
    String name = in.getLocalName();
    Node node = parent == null ? null : parent.find(name);
    if (parent != null) {
      if (!layout.namespace.equals(in.getNamespaceURI())) {
        node = null;
      }
      if (parent.field != null || parent.closed && node == null) {
        refuse(name, "element.unknown", "element is not part of this message");
        node = null;
      } else if (parent.closed && node != null) {
        checkPlace(node);
        node = parent == document ? layout.root : node;
      }
    }
    depth++;
    nodes[depth] = node == null || node.ignored() ? null : node;
    seen[depth] = 0;
    last[depth] = -1;
    if (node == null) {
      return;
    }
    if (node.field != null) {
      text.setLength(0);
      currency = in.getAttributeCount() == 0 ? null : in.getAttributeValue(null, "Ccy");
    }
    switch (node.part) {
      case INSTRUCTION -> startInstruction();
      case TRANSACTION -> startTransaction();
      case PLAIN -> {}
    }
  }

  private void checkPlace(Node node) {
    if (node.position < last[depth]) {
      refuse(node.name, "element.order", "element stands after one that it must precede");
    }
    long bit = 1L << node.position;
    if ((seen[depth] & bit) != 0 && !node.many) {
      refuse(node.name, "element.repeated", "element may occur only once");
    }
    seen[depth] |= bit;
    last[depth] = Math.max(last[depth], node.position);
  }

  private void characters() throws Stop {
    Node node = nodes[depth];
    if (node == null) {
      return;
    }
    if (node.field != null) {
      Limits.require(
          text.length() + in.getTextLength() <= XmlReader.TEXT_CHARS_MAX, "a text is too long");
      text.append(in.getTextCharacters(), in.getTextStart(), in.getTextLength());
    } else if (!in.isWhiteSpace()) {
      faults().add(path(), "text.unexpected", ReasonCode.CH16, "element has text of its own");
    }
  }

  private void end() throws Stop {
    Node node = nodes[depth];
    if (node != null) {
      if (node.field != null) {
        values.put(node.field, text.toString(), currency, faults());
        text.setLength(0);
      } else if (node.closed) {
        checkComplete(node);
      }
      switch (node.part) {
        case INSTRUCTION -> endInstruction();
        case TRANSACTION -> endTransaction();
        case PLAIN -> {}
      }
    }
    depth--;
  }

  private void checkComplete(Node node) {
    long missing = node.compulsory & ~seen[depth];
    while (missing != 0) {
      int position = Long.numberOfTrailingZeros(missing);
      String at = path();
      faults().missing(at.isEmpty() ? node.nameAt(position) : at + "/" + node.nameAt(position));
      missing &= missing - 1;
    }
  }

  private void startInstruction() {
    instructionIndex++;
    transactionInPart = 0;
    instructionStart = transactions.size();
    instructionTotals = new Totals();
    instructionFaults = new Faults(this::locate);
    references.clear();
    values.clear(layout.instructionFrom);
  }

  private void startTransaction() throws Stop {
    if (transactions.size() >= XmlReader.TRANSACTIONS_MAX) {
      throw new Stop(
          TRANSACTION,
          "transactions.limit",
          ReasonCode.AM18,
          "more than " + XmlReader.TRANSACTIONS_MAX + " transactions in one message");
    }
    transactionInPart++;
    transactionFaults = new Faults(this::locate);
    values.clear(layout.transactionFrom);
  }

  private void endTransaction() {
    Faults faults = transactionFaults == null ? messageFaults : transactionFaults;
    checkUnique(faults);
    String amount = values.get(layout.amount);
    messageTotals.add(amount);
    instructionTotals.add(amount);
    if (created == null && transactions.isEmpty()) {
      created = new Faults().read("", values.get(layout.created), Texts::dayOfDateTime);
    }
    String messageId = values.get(layout.messageId);
    transactions.add(
        reading.read(
            faults, messageId == null ? "" : messageId, sender, transactions.size(), created));
    transactionFaults = null;
  }

  private void checkUnique(Faults faults) {
    once(uetrs, layout.uetr, "uetr.duplicate", faults);
    once(transactionIds, layout.transactionId, "transaction-id.duplicate", faults);
    if (reading.referencesAreUnique()
        && !Texts.NOT_PROVIDED.equals(values.get(layout.endToEndId))) {
      once(references, layout.endToEndId, "end-to-end-id.duplicate", faults);
    }
  }

  private void once(Set<String> known, @Nullable Field field, String rule, Faults faults) {
    String value = values.get(field);
    if (field != null && value != null && !known.add(value)) {
      faults.add(field.path(), rule, ReasonCode.AM05, "occurs before in the same message");
    }
  }

  /** A fault of a debtor's batch is one of each of its transactions. */
  private void endInstruction() {
    Faults faults = new Faults(this::locate);
    if (instructionFaults != null) {
      faults.addAll(instructionFaults);
    }
    instructionFaults = null;
    transactionInPart = 0;
    checkTotals(layout.instructionCount, layout.instructionSum, null, instructionTotals, faults);
    if (faults.isEmpty()) {
      return;
    }
    if (transactions.size() == instructionStart) {
      messageFaults.addAll(faults);
    }
    for (int i = instructionStart; i < transactions.size(); i++) {
      transactions.set(i, faulty(transactions.get(i), faults));
    }
  }

  private static Decoded.Transaction faulty(Decoded.Transaction transaction, Faults faults) {
    return switch (transaction) {
      case Decoded.Transaction.Valid v ->
          new Decoded.Transaction.Faulty(
              v.transfer().endToEndId(), v.transfer().uetr().value(), faults.list());
      case Decoded.Transaction.Faulty f -> {
        List<org.corridor.domain.message.Fault> all = new ArrayList<>(faults.list());
        all.addAll(f.faults());
        yield new Decoded.Transaction.Faulty(f.endToEndId(), f.uetr(), all);
      }
    };
  }

  /** The result, after the walk. */
  Decoded result() {
    values.clear(layout.instructionFrom);
    transactionInPart = 0;
    checkTotals(layout.count, layout.sum, layout.total, messageTotals, messageFaults);
    messageFaults.read(layout.created.path(), values.get(layout.created), Texts::dayOfDateTime);
    String method = values.get(layout.settlementMethod);
    if (layout.settlementMethod != null && !SETTLEMENT_METHODS.contains(String.valueOf(method))) {
      if (method == null && messageFaults.isEmpty()) {
        messageFaults.missing(layout.settlementMethod.path());
      } else if (method != null) {
        messageFaults.add(
            layout.settlementMethod.path(),
            "settlement-method.code",
            ReasonCode.CH16,
            "settlement method is not one of the codes");
      }
    }
    String messageId = values.get(layout.messageId);
    if (!messageFaults.isEmpty() || messageId == null) {
      return new Decoded.Unreadable(layout.type, messageId, messageFaults.list());
    }
    return new Decoded.Understood(layout.type, messageId, transactions);
  }

  private void checkTotals(
      @Nullable Field count,
      @Nullable Field sum,
      @Nullable Field total,
      Totals totals,
      Faults faults) {
    String told = values.get(count);
    if (count != null && told != null) {
      if (!COUNT.matcher(told).matches() || Long.parseLong(told) != totals.count) {
        faults.add(
            count.path(),
            "transactions.count",
            ReasonCode.AM18,
            "number of transactions is not what is told");
      }
    }
    checkSum(sum, totals, faults);
    checkSum(total, totals, faults);
  }

  private void checkSum(@Nullable Field field, Totals totals, Faults faults) {
    String told = values.get(field);
    if (field == null || told == null) {
      return;
    }
    if (!SUM.matcher(told).matches()
        || totals.known && new BigDecimal(told).compareTo(totals.sum) != 0) {
      faults.add(
          field.path(),
          "transactions.sum",
          ReasonCode.AM10,
          "sum of the amounts is not what is told");
    }
  }

  private Faults faults() {
    if (transactionFaults != null) {
      return transactionFaults;
    }
    return instructionFaults != null ? instructionFaults : messageFaults;
  }

  private void refuse(String child, String rule, String explanation) {
    String at = path();
    String shown = child.length() > NAME_SHOWN_MAX ? child.substring(0, NAME_SHOWN_MAX) : child;
    faults().add(at.isEmpty() ? shown : at + "/" + shown, rule, ReasonCode.CH16, explanation);
  }

  /** The path of the open element, from below the message's own element on. */
  private String path() {
    StringBuilder path = new StringBuilder();
    for (int i = 2; i <= depth; i++) {
      Node node = nodes[i];
      if (node != null) {
        path.append(path.isEmpty() ? "" : "/").append(node.name);
      }
    }
    return path.toString();
  }

  /** Says in a path which batch and which transaction it is. */
  private String locate(String path) {
    String located = path;
    if (instructionIndex > 0) {
      located = numbered(located, INSTRUCTION, instructionIndex);
    }
    return transactionInPart > 0 ? numbered(located, TRANSACTION, transactionInPart) : located;
  }

  private static String numbered(String path, String element, int index) {
    int at = path.indexOf(element);
    int end = at + element.length();
    boolean whole = at >= 0 && (end == path.length() || path.charAt(end) == '/');
    return whole ? path.substring(0, end) + "[" + index + "]" + path.substring(end) : path;
  }

  /** Number and sum of transactions so far. */
  private static final class Totals {
    private int count;
    private BigDecimal sum = BigDecimal.ZERO;

    /** False once an amount could not be read: then the sum says nothing. */
    private boolean known = true;

    void add(@Nullable String amount) {
      count++;
      if (amount != null && SUM.matcher(amount).matches()) {
        sum = sum.add(new BigDecimal(amount));
      } else {
        known = false;
      }
    }
  }
}
