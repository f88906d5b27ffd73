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

/**
 * The European Central Bank's euro foreign exchange reference rates, as the Moneta library ships
 * them: real rates without asking anybody.
 *
 * @param date the day of the rates
 * @param perEuro units of each currency for one euro, by ISO code
 */
record EcbRates(LocalDate date, Map<String, BigDecimal> perEuro) {
  private static final String RESOURCE =
      "/org/javamoney/moneta/convert/ecb/defaults/eurofxref-daily.xml";

  /** The dirham is not among the ECB's currencies; its peg to the dollar is fixed since 1997. */
  private static final BigDecimal DIRHAMS_PER_DOLLAR = new BigDecimal("3.6725");

  /** The newest rates that are shipped. */
  static EcbRates newest() {
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

  private static EcbRates read(InputStream file) throws XMLStreamException {
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
    rates.put("EUR", BigDecimal.ONE);
    BigDecimal dollars = rates.get("USD");
    if (dollars != null) {
      rates.put("AED", dollars.multiply(DIRHAMS_PER_DOLLAR));
    }
    return new EcbRates(date, Map.copyOf(rates));
  }
}
