package org.corridor.gateway.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Map;
import java.util.TreeMap;
import org.corridor.gateway.config.Secrets;

/**
 * One institution of the demo: its names, its folder and the settings file that its gateway starts
 * with.
 *
 * @param key the short name: folder, database
 * @param bic its BIC
 * @param title its name for people
 * @param domain its domain
 * @param folder its data directory
 * @param httpPort where its gateway serves
 * @param brokerPort where its broker serves
 */
public record Bank(
    String key,
    String bic,
    String title,
    String domain,
    Path folder,
    int httpPort,
    int brokerPort) {

  /** Its secrets, made at first use. */
  public Secrets secrets() {
    return new Secrets(folder.resolve("secrets"), new SecureRandom());
  }

  /** Its gateway's address. */
  public String url() {
    return "http://localhost:" + httpPort;
  }

  /** The name of its database. */
  public String database() {
    return "corridor_" + key;
  }

  /** Writes its settings and returns their file. */
  Path writeSettings(Map<String, String> settings) {
    Map<String, String> all = new TreeMap<>(settings);
    all.put("server.port", Integer.toString(httpPort));
    all.put("corridor.institution.bic", bic);
    all.put("corridor.institution.name", title);
    all.put("corridor.institution.domain", domain);
    all.put("corridor.data-dir", folder.toString());
    StringBuilder text = new StringBuilder();
    all.forEach((k, v) -> text.append(k).append('=').append(v.replace("\\", "\\\\")).append('\n'));
    Path file = folder.resolve("application.properties");
    try {
      Files.createDirectories(folder);
      Files.writeString(file, text);
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + file, e);
    }
  }
}
