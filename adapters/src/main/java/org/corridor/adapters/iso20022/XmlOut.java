package org.corridor.adapters.iso20022;

import com.ctc.wstx.api.WstxOutputProperties;
import com.ctc.wstx.stax.WstxOutputFactory;
import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.corridor.domain.message.AnswerType;
import org.corridor.domain.money.Money;
import org.jspecify.annotations.Nullable;

/** Writes one document: no white space between elements, so that same records are same bytes. */
final class XmlOut {
  private static final WstxOutputFactory FACTORY = factory();
  private static final int INITIAL_BYTES = 2_048;
  private static final char UNKNOWN = '?';

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(INITIAL_BYTES);
  private final XMLStreamWriter out;

  /** Opens the document and the message's own element. */
  XmlOut(String definition, String root) {
    try {
      out = FACTORY.createXMLStreamWriter(bytes, "UTF-8");
      out.writeStartDocument("UTF-8", "1.0");
      out.writeStartElement("Document");
      out.writeDefaultNamespace(Layout.NAMESPACE_PREFIX + definition);
      out.writeStartElement(root);
    } catch (XMLStreamException e) {
      throw inMemory(e);
    }
  }

  XmlOut(AnswerType type, String root) {
    this(type.id(), root);
  }

  /** Opens elements, each within the one before. */
  XmlOut open(String... names) {
    try {
      for (String name : names) {
        out.writeStartElement(name);
      }
      return this;
    } catch (XMLStreamException e) {
      throw inMemory(e);
    }
  }

  /** Closes the innermost elements. */
  XmlOut close(int count) {
    try {
      for (int i = 0; i < count; i++) {
        out.writeEndElement();
      }
      return this;
    } catch (XMLStreamException e) {
      throw inMemory(e);
    }
  }

  /** Writes an element with a text; nothing when there is no text. */
  XmlOut leaf(String name, @Nullable String text, int lengthMax) {
    if (text == null || text.isBlank()) {
      return this;
    }
    try {
      out.writeStartElement(name);
      out.writeCharacters(writable(text, lengthMax));
      out.writeEndElement();
      return this;
    } catch (XMLStreamException e) {
      throw inMemory(e);
    }
  }

  /** Writes a code or another text that is known to fit. */
  XmlOut leaf(String name, @Nullable String text) {
    return leaf(name, text, Integer.MAX_VALUE);
  }

  /** Writes an amount with its currency. */
  XmlOut amount(String name, Money money) {
    try {
      out.writeStartElement(name);
      out.writeAttribute("Ccy", money.currency().getCurrencyCode());
      out.writeCharacters(money.amount().toPlainString());
      out.writeEndElement();
      return this;
    } catch (XMLStreamException e) {
      throw inMemory(e);
    }
  }

  /** Writes a point of time, to the millisecond, in UTC. */
  XmlOut time(String name, Instant at) {
    return leaf(name, at.truncatedTo(ChronoUnit.MILLIS).toString());
  }

  /** Writes a bank by its BIC. */
  XmlOut bank(String name, String bic) {
    return open(name, "FinInstnId").leaf("BICFI", bic).close(2);
  }

  /** Closes what is open. */
  byte[] finish() {
    try {
      out.writeEndDocument();
      out.close();
      return bytes.toByteArray();
    } catch (XMLStreamException e) {
      throw inMemory(e);
    }
  }

  private static WstxOutputFactory factory() {
    WstxOutputFactory factory = new WstxOutputFactory();
    // Some readers of bank files look for the declaration as everybody writes it.
    factory.setProperty(WstxOutputProperties.P_USE_DOUBLE_QUOTES_IN_XML_DECL, true);
    return factory;
  }

  /** Cut to a length, without halving a character, and without what XML cannot carry. */
  private static String writable(String text, int lengthMax) {
    String cut = text;
    if (text.length() > lengthMax) {
      int end = Character.isHighSurrogate(text.charAt(lengthMax - 1)) ? lengthMax - 1 : lengthMax;
      cut = text.substring(0, end);
    }
    for (int i = 0; i < cut.length(); i++) {
      if (!isXml(cut, i)) {
        return replaced(cut);
      }
    }
    return cut;
  }

  private static String replaced(String text) {
    StringBuilder clean = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      clean.append(isXml(text, i) ? text.charAt(i) : UNKNOWN);
    }
    return clean.toString();
  }

  private static boolean isXml(String text, int i) {
    char c = text.charAt(i);
    if (Character.isHighSurrogate(c)) {
      return i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1));
    }
    if (Character.isLowSurrogate(c)) {
      return i > 0 && Character.isHighSurrogate(text.charAt(i - 1));
    }
    return c >= ' ' && c < 0xFFFE || c == '\t' || c == '\n';
  }

  private static IllegalStateException inMemory(XMLStreamException e) {
    return new IllegalStateException("a document in memory can be written", e);
  }
}
