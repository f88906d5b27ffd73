package org.corridor.gateway.demo;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.corridor.anchors.ReferenceRates;

/**
 * The European Central Bank's euro foreign exchange reference rates, as the Moneta library ships
 * them: real rates without asking anybody.
 */
final class EcbRates {
  private static final String RESOURCE =
      "/org/javamoney/moneta/convert/ecb/defaults/eurofxref-daily.xml";

  private EcbRates() {}

  /** The newest rates that are shipped. */
  static ReferenceRates newest() {
    try (InputStream file = EcbRates.class.getResourceAsStream(RESOURCE)) {
      if (file == null) {
        throw new IllegalStateException("the ECB's rates are not on the class path");
      }
      return read(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (XMLStreamException e) {
      throw new IllegalStateException("the ECB's rates cannot be read", e);
    }
  }

  private static ReferenceRates read(InputStream file) throws XMLStreamException {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    XMLStreamReader reader = factory.createXMLStreamReader(file);
    Map<String, BigDecimal> rates = new HashMap<>();
    LocalDate date = LocalDate.EPOCH;
    while (reader.hasNext()) {
      if (reader.next() == XMLStreamReader.START_ELEMENT && reader.getLocalName().equals("Cube")) {
        String time = reader.getAttributeValue(null, "time");
        String currency = reader.getAttributeValue(null, "currency");
        if (time != null) {
          date = LocalDate.parse(time);
        } else if (currency != null) {
          rates.put(currency, new BigDecimal(reader.getAttributeValue(null, "rate")));
        }
      }
    }
    return new ReferenceRates(date, rates);
  }
}
