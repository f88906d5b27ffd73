package org.corridor.compliance.screening;

import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.corridor.compliance.screening.ListedParty.Alias;
import org.corridor.compliance.screening.ListedParty.Kind;
import org.jspecify.annotations.Nullable;

/** Reads the consolidated list of the UN Security Council (its XML form). */
final class UnList {
  private static final String NAME = "UN";
  private static final List<String> NAME_PARTS =
      List.of("FIRST_NAME", "SECOND_NAME", "THIRD_NAME", "FOURTH_NAME");
  private static final Pattern YEAR = Pattern.compile("(?:19|20)\\d\\d");

  private UnList() {}

  static SanctionsLists read(InputStream in, String hash) {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLInputFactory.IS_COALESCING, true);
    String date = "undated";
    List<ListedParty> parties = new ArrayList<>();
    try {
      XMLStreamReader xml = factory.createXMLStreamReader(in);
      while (xml.hasNext()) {
        if (xml.next() != XMLStreamConstants.START_ELEMENT) {
          continue;
        }
        switch (xml.getLocalName()) {
          case "CONSOLIDATED_LIST" -> {
            String generated = xml.getAttributeValue(null, "dateGenerated");
            date = generated == null ? date : generated.substring(0, 10);
          }
          case "INDIVIDUAL" -> add(parties, new Entry("INDIVIDUAL").read(xml));
          case "ENTITY" -> add(parties, new Entry("ENTITY").read(xml));
          default -> {}
        }
      }
    } catch (XMLStreamException e) {
      throw new IllegalArgumentException("the UN list is not well-formed XML", e);
    }
    return new SanctionsLists(NAME + "@" + date + ":" + hash, parties);
  }

  private static void add(List<ListedParty> parties, @Nullable ListedParty party) {
    if (party != null) {
      parties.add(party);
    }
  }

  /** One entry as it is read. */
  private static final class Entry {
    private final String element;
    private final Map<String, String> parts = new HashMap<>();
    private final List<Alias> aliases = new ArrayList<>();
    private final List<Integer> years = new ArrayList<>();
    private String quality = "";
    private String id = "";

    Entry(String element) {
      this.element = element;
    }

    @Nullable ListedParty read(XMLStreamReader xml) throws XMLStreamException {
      String parent = "";
      StringBuilder text = new StringBuilder();
      while (xml.hasNext()) {
        int event = xml.next();
        if (event == XMLStreamConstants.START_ELEMENT) {
          text.setLength(0);
          if (xml.getLocalName().startsWith(element + "_")) {
            parent = xml.getLocalName();
            quality = "";
          }
        } else if (event == XMLStreamConstants.CHARACTERS) {
          text.append(xml.getText());
        } else if (event == XMLStreamConstants.END_ELEMENT) {
          if (xml.getLocalName().equals(element)) {
            return party();
          }
          if (xml.getLocalName().equals(parent)) {
            parent = "";
          } else {
            value(parent, xml.getLocalName(), text.toString().strip());
          }
          text.setLength(0);
        }
      }
      return null;
    }

    private void value(String parent, String name, String value) {
      if (value.isEmpty()) {
        return;
      }
      if (parent.isEmpty()) {
        switch (name) {
          case "DATAID" -> id = id.isEmpty() ? value : id;
          case "REFERENCE_NUMBER" -> id = value;
          case "NAME_ORIGINAL_SCRIPT" -> aliases.add(new Alias(value, false));
          default -> {
            if (NAME_PARTS.contains(name)) {
              parts.put(name, value);
            }
          }
        }
      } else if (parent.endsWith("_ALIAS")) {
        if (name.equals("QUALITY")) {
          quality = value;
        } else if (name.equals("ALIAS_NAME")) {
          aliases.add(new Alias(value, quality.equals("Low")));
        }
      } else if (parent.endsWith("_DATE_OF_BIRTH")) {
        Matcher year = YEAR.matcher(value);
        if (year.lookingAt()) {
          years.add(Integer.valueOf(year.group()));
        }
      }
    }

    private @Nullable ListedParty party() {
      StringBuilder name = new StringBuilder();
      for (String part : NAME_PARTS) {
        String value = parts.get(part);
        if (value != null) {
          name.append(name.isEmpty() ? "" : " ").append(value);
        }
      }
      if (name.isEmpty() || id.isEmpty()) {
        return null;
      }
      boolean person = element.equals("INDIVIDUAL");
      List<Alias> names = new ArrayList<>();
      // Several names of an entity stand in one element, parted by semicolons.
      for (String one : person ? List.of(name.toString()) : List.of(name.toString().split(";"))) {
        names.add(new Alias(one.strip(), false));
      }
      names.addAll(aliases);
      return new ListedParty(NAME, id, person ? Kind.PERSON : Kind.ENTITY, names, List.of(), years);
    }
  }
}
