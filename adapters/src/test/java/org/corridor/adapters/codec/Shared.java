package org.corridor.adapters.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.xml.XMLConstants;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;
import org.xml.sax.SAXException;

/** The folder of schemas and samples beside the repository; what needs it is skipped without. */
final class Shared {
  private static final Map<String, Schema> SCHEMAS = new ConcurrentHashMap<>();

  private Shared() {}

  static Path folder(String name) {
    for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
      Path found = at.resolve("shared").resolve(name);
      if (Files.isDirectory(found)) {
        return found;
      }
    }
    assumeTrue(false, "no folder ../shared/" + name + " beside the repository");
    throw new IllegalStateException("unreachable");
  }

  static void assertValid(byte[] document, String definition) {
    Schema schema = SCHEMAS.computeIfAbsent(definition, Shared::schema);
    try {
      schema.newValidator().validate(new StreamSource(new ByteArrayInputStream(document)));
    } catch (SAXException e) {
      assertThat(e.getMessage())
          .as(new String(document, java.nio.charset.StandardCharsets.UTF_8))
          .isNull();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static Schema schema(String definition) {
    try {
      return SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI)
          .newSchema(folder("iso20022-xsd").resolve(definition + ".xsd").toFile());
    } catch (SAXException e) {
      throw new IllegalStateException(e);
    }
  }
}
