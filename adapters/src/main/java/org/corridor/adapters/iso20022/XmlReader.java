package org.corridor.adapters.iso20022;

import com.ctc.wstx.api.WstxInputProperties;
import com.ctc.wstx.stax.WstxInputFactory;
import java.io.CharArrayReader;
import java.nio.CharBuffer;
import java.util.List;
import java.util.Map;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.codehaus.stax2.XMLInputFactory2;
import org.corridor.adapters.codec.check.Faults;
import org.corridor.adapters.codec.check.Texts;
import org.corridor.adapters.codec.check.Utf8;
import org.corridor.domain.Malformed;
import org.corridor.domain.ReasonCode;
import org.corridor.domain.message.Decoded;
import org.corridor.domain.message.Fault;
import org.corridor.domain.message.MessageType;
import org.corridor.domain.message.RawMessage;
import org.corridor.domain.party.Bic;
import org.jspecify.annotations.Nullable;

/**
 * Reads the XML credit transfers: pacs.008.001.08, pain.001.001.09 and .03, bare or within an
 * envelope with a business application header. A streaming walk, once over the text; nothing is
 * resolved, expanded or fetched. Thread-safe.
 */
public final class XmlReader {
  /** Deepest nesting of elements; an ISO 20022 message with its envelope stays below 20. */
  static final int DEPTH_MAX = 48;

  /** Most elements: ten thousand transfers of forty elements each. */
  static final int ELEMENTS_MAX = 400_000;

  /** Most attributes of one element, and most characters of one attribute. */
  static final int ATTRIBUTES_MAX = 16;

  /** See {@link #ATTRIBUTES_MAX}. */
  static final int ATTRIBUTE_CHARS_MAX = 2_048;

  /** Most characters of one text. */
  static final int TEXT_CHARS_MAX = 4_096;

  /** Most transactions of one message. */
  public static final int TRANSACTIONS_MAX = 10_000;

  /** The walls behind the limits above, within the parser, a little further out. */
  private static final int WALL = 2;

  private static final String HEADER_NAMESPACE = Layout.NAMESPACE_PREFIX + "head.001.001.";

  private final WstxInputFactory factory = hardenedFactory();
  private final Map<String, Bic> bankOfDomain;

  /**
   * Makes a reader.
   *
   * @param bankOfDomain which bank a domain of {@code name*bank} addresses belongs to
   */
  public XmlReader(Map<String, Bic> bankOfDomain) {
    this.bankOfDomain = Map.copyOf(bankOfDomain);
  }

  /** Whether bytes begin as XML does, in whatever encoding. */
  public static boolean looksLikeXml(byte[] bytes) {
    int i = Utf8.start(bytes);
    while (i < bytes.length && (bytes[i] == ' ' || bytes[i] >= '\t' && bytes[i] <= '\r')) {
      i++;
    }
    return i < bytes.length && bytes[i] == '<' || isWide(bytes);
  }

  /** Reads a message; never throws for what the bytes say. */
  public Decoded read(RawMessage raw) {
    MessageWalk walk = null;
    try {
      XMLStreamReader in = factory.createXMLStreamReader(decode(raw.bytes()));
      try {
        checkDeclaration(in);
        walk = toDocument(in, raw.sender());
        walk.walk();
        toEnd(in);
        return walk.result();
      } finally {
        in.close();
      }
    } catch (Stop e) {
      return unreadable(walk, e.fault);
    } catch (XMLStreamException e) {
      return unreadable(walk, malformed(e));
    }
  }

  private static Decoded unreadable(@Nullable MessageWalk walk, Fault fault) {
    MessageType type = walk == null ? null : walk.type();
    String messageId = walk == null ? null : walk.messageId();
    return new Decoded.Unreadable(type, messageId, List.of(fault));
  }

  private static Fault malformed(XMLStreamException e) {
    String where =
        e.getLocation() == null
            ? ""
            : " at line %d, column %d"
                .formatted(e.getLocation().getLineNumber(), e.getLocation().getColumnNumber());
    return new Fault("Document", "xml.malformed", ReasonCode.FF01, "not well-formed XML" + where);
  }

  /** Finds the document, reading the header on the way. */
  private MessageWalk toDocument(XMLStreamReader in, String sender)
      throws XMLStreamException, Stop {
    AppHeader header = new AppHeader();
    Limits limits = new Limits();
    while (in.hasNext()) {
      int event = in.next();
      limits.check(event, in);
      if (event == XMLStreamConstants.START_ELEMENT) {
        String namespace = in.getNamespaceURI();
        if (in.getLocalName().equals("Document")) {
          Layout layout = layout(namespace == null ? "" : namespace);
          Faults faults = new Faults();
          header.checkDefinition(layout.type, faults);
          return new MessageWalk(in, limits, layout, sender, faults, bankOfDomain, header.sender());
        }
        if (in.getLocalName().equals("AppHdr")
            && namespace != null
            && namespace.startsWith(HEADER_NAMESPACE)) {
          header.read(in, limits);
        }
      }
    }
    throw new Stop("Document", "message.unknown", ReasonCode.FF01, "no message that is known here");
  }

  private static Layout layout(String namespace) throws Stop {
    Layout layout = Layout.BY_NAMESPACE.get(namespace);
    if (layout != null) {
      return layout;
    }
    for (Layout known : Layout.BY_NAMESPACE.values()) {
      String family = known.namespace.substring(0, known.namespace.lastIndexOf('.') - 3);
      if (namespace.startsWith(family)) {
        throw new Stop(
            "Document",
            "message.version",
            ReasonCode.FF01,
            "this version of the message is not taken; " + known.type.id() + " is");
      }
    }
    throw new Stop("Document", "message.unknown", ReasonCode.FF01, "no message that is known here");
  }

  /** Reads to the end: what follows must be well formed and must not be a second message. */
  private static void toEnd(XMLStreamReader in) throws XMLStreamException, Stop {
    Limits limits = new Limits();
    while (in.hasNext()) {
      int event = in.next();
      if (event == XMLStreamConstants.START_ELEMENT) {
        limits.check(event, in);
        if (in.getLocalName().equals("Document")) {
          throw new Stop(
              "Document", "message.second", ReasonCode.FF01, "more than one message in one file");
        }
      } else if (event == XMLStreamConstants.DTD) {
        limits.check(event, in);
      }
    }
  }

  private static CharArrayReader decode(byte[] bytes) throws Stop {
    if (isWide(bytes)) {
      throw new Stop("Document", "xml.encoding", ReasonCode.FF01, "must be encoded as UTF-8");
    }
    try {
      CharBuffer text = Utf8.decode(bytes);
      return new CharArrayReader(text.array(), text.arrayOffset() + text.position(), text.length());
    } catch (Malformed e) {
      throw new Stop("Document", "xml.encoding", ReasonCode.FF01, "not valid UTF-8");
    }
  }

  private static void checkDeclaration(XMLStreamReader in) throws Stop {
    String encoding = in.getCharacterEncodingScheme();
    if (encoding != null
        && !encoding.equalsIgnoreCase("UTF-8")
        && !encoding.equalsIgnoreCase("US-ASCII")) {
      throw new Stop(
          "Document", "xml.encoding", ReasonCode.FF01, "declares another encoding than UTF-8");
    }
  }

  /**
   * Whether the text has two or four bytes to a character: a zero or a mark stands at its start.
   */
  private static boolean isWide(byte[] b) {
    return b.length >= 2
        && (b[0] == (byte) 0xFE && b[1] == (byte) 0xFF
            || b[0] == (byte) 0xFF && b[1] == (byte) 0xFE
            || b[0] == 0 && (b[1] == '<' || b[1] == 0)
            || b[0] == '<' && b[1] == 0);
  }

  private static WstxInputFactory hardenedFactory() {
    WstxInputFactory factory = new WstxInputFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, true);
    factory.setProperty(XMLInputFactory.IS_VALIDATING, false);
    factory.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, true);
    factory.setXMLResolver(
        (publicId, systemId, base, namespace) -> {
          throw new XMLStreamException("nothing is fetched");
        });
    factory.setProperty(XMLInputFactory2.P_LAZY_PARSING, false);
    factory.setProperty(WstxInputProperties.P_MAX_ELEMENT_DEPTH, DEPTH_MAX * WALL);
    factory.setProperty(WstxInputProperties.P_MAX_ELEMENT_COUNT, (long) ELEMENTS_MAX * WALL);
    factory.setProperty(WstxInputProperties.P_MAX_ATTRIBUTES_PER_ELEMENT, ATTRIBUTES_MAX * WALL);
    factory.setProperty(WstxInputProperties.P_MAX_ATTRIBUTE_SIZE, ATTRIBUTE_CHARS_MAX * WALL);
    factory.setProperty(WstxInputProperties.P_MAX_ENTITY_COUNT, 1);
    factory.setProperty(WstxInputProperties.P_MAX_ENTITY_DEPTH, 1);
    return factory;
  }

  /** Ends a reading: the message cannot be taken as a whole. */
  static final class Stop extends Exception {
    final Fault fault;

    Stop(String field, String rule, ReasonCode code, String explanation) {
      super(explanation, null, false, false);
      this.fault = new Fault(field, rule, code, explanation);
    }
  }

  /** Counts what a message has, whether it is read or passed over. */
  static final class Limits {
    private int depth;
    private int elements;

    void check(int event, XMLStreamReader in) throws Stop {
      switch (event) {
        case XMLStreamConstants.START_ELEMENT -> {
          require(++depth <= DEPTH_MAX, "elements are nested too deeply");
          require(++elements <= ELEMENTS_MAX, "too many elements");
          int attributes = in.getAttributeCount();
          require(attributes <= ATTRIBUTES_MAX, "too many attributes");
          for (int i = 0; i < attributes; i++) {
            require(
                in.getAttributeValue(i).length() <= ATTRIBUTE_CHARS_MAX,
                "an attribute is too long");
          }
        }
        case XMLStreamConstants.END_ELEMENT -> depth--;
        case XMLStreamConstants.DTD ->
            throw new Stop(
                "Document",
                "xml.doctype",
                ReasonCode.FF01,
                "document type declarations are not taken");
        case XMLStreamConstants.ENTITY_REFERENCE ->
            throw new Stop("Document", "xml.entity", ReasonCode.FF01, "entities are not taken");
        default -> {
          // Text is limited where it is kept; comments and instructions mean nothing here.
        }
      }
    }

    static void require(boolean within, String explanation) throws Stop {
      if (!within) {
        throw new Stop("Document", "xml.limit", ReasonCode.FF01, explanation);
      }
    }
  }

  /** What is read of a business application header. */
  private static final class AppHeader {
    private static final String SENDER = "/Fr/FIId/FinInstnId/BICFI";
    private static final String DEFINITION = "/MsgDefIdr";
    private @Nullable String sender;
    private @Nullable String definition;

    void read(XMLStreamReader in, Limits limits) throws XMLStreamException, Stop {
      StringBuilder path = new StringBuilder();
      StringBuilder text = new StringBuilder();
      int depth = 1;
      while (depth > 0) {
        int event = in.next();
        limits.check(event, in);
        if (event == XMLStreamConstants.START_ELEMENT) {
          depth++;
          path.append('/').append(in.getLocalName());
          text.setLength(0);
        } else if (event == XMLStreamConstants.END_ELEMENT) {
          depth--;
          take(path.toString(), text.toString().strip());
          path.setLength(Math.max(0, path.lastIndexOf("/")));
          text.setLength(0);
        } else if (event == XMLStreamConstants.CHARACTERS || event == XMLStreamConstants.CDATA) {
          Limits.require(
              text.length() + in.getTextLength() <= TEXT_CHARS_MAX, "a text is too long");
          text.append(in.getTextCharacters(), in.getTextStart(), in.getTextLength());
        }
      }
    }

    private void take(String path, String text) {
      if (path.equals(SENDER)) {
        sender = text;
      } else if (path.equals(DEFINITION)) {
        definition = text;
      }
    }

    @Nullable Bic sender() {
      return new Faults().read(SENDER, sender, Texts::bic);
    }

    void checkDefinition(MessageType type, Faults faults) {
      if (definition != null && !definition.equals(type.id())) {
        faults.add(
            "AppHdr/MsgDefIdr",
            "header.definition",
            ReasonCode.FF01,
            "the header names another message than the document is");
      }
      if (sender != null) {
        faults.read("AppHdr" + SENDER, sender, Texts::bic);
      }
    }
  }
}
