package org.corridor.gateway.pages;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.corridor.gateway.demo.Bank;

/** One person's browser. Whatever it is to find it waits for. */
final class Browser {
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final String TAB = "\uE004";
  static final String ENTER = "\uE007";

  private final ChromeDriver driver;
  private final String session;

  Browser(ChromeDriver driver, String session) {
    this.driver = driver;
    this.session = session;
  }

  /** Opens an address. */
  Browser open(String url) {
    post("/url", Map.of("url", url));
    return this;
  }

  /** Logs a person in at a bank's pages by its form. */
  Browser login(Bank bank, String name) {
    open(bank.url() + "/");
    type("#username", name);
    type("#password", bank.secrets().token("password-" + name));
    click("button[type=submit]");
    see("nav[aria-label=Pages]");
    return this;
  }

  /** Waits for an element and clicks it. */
  Browser click(String css) {
    post("/element/" + see(css) + "/click", Map.of());
    return this;
  }

  /** Waits for a field and types into it. */
  Browser type(String css, String text) {
    post("/element/" + see(css) + "/value", Map.of("text", text));
    return this;
  }

  /** Waits for an element; its id. */
  String see(String css) {
    return await("sees " + css)
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(150))
        .ignoreException(ChromeDriver.NotDone.class)
        .until(
            () ->
                post("/element", Map.of("using", "css selector", "value", css))
                    .elements()
                    .next()
                    .asText(),
            id -> !id.isEmpty());
  }

  /** Waits until a page's element has some text. */
  Browser read(String css, String text) {
    await("reads “" + text + "” in " + css)
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(150))
        .until(() -> text(css), shown -> shown.contains(text));
    return this;
  }

  /** The text of the first such element now; empty when there is none. */
  String text(String css) {
    return script(
            "const e = document.querySelector(arguments[0]); return e ? e.textContent : '';", css)
        .asText();
  }

  /** How many such elements there are now. */
  int count(String css) {
    return script("return document.querySelectorAll(arguments[0]).length", css).asInt();
  }

  /** Where it is. */
  String address() {
    return get("/url").asText();
  }

  /** Presses the tab key; what then has the focus, as text. */
  String tab() {
    press(TAB);
    return script(
            "const e = document.activeElement;"
                + " return (e.textContent || e.getAttribute('aria-label') || e.id).trim();")
        .asText();
  }

  /** Presses a key where the focus is. */
  void press(String key) {
    List<Map<String, String>> keys =
        List.of(Map.of("type", "keyDown", "value", key), Map.of("type", "keyUp", "value", key));
    post(
        "/actions",
        Map.of("actions", List.of(Map.of("type", "key", "id", "keys", "actions", keys))));
  }

  /** Runs a script in the page. */
  JsonNode script(String script, Object... arguments) {
    return post("/execute/sync", Map.of("script", script, "args", List.of(arguments)));
  }

  /** Keeps what it shows as {@code target/pages/<name>.png}, for people to judge. */
  Browser keep(String name) {
    try {
      Path file = Path.of("target/pages", name + ".png");
      Files.createDirectories(file.getParent());
      Files.write(file, Base64.getDecoder().decode(get("/screenshot").asText()));
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What the page's own rules about accessibility find. */
  List<String> faults() {
    try (var rules = Browser.class.getResourceAsStream("/pages/accessible.js")) {
      List<String> faults = new ArrayList<>();
      String text = new String(rules.readAllBytes(), StandardCharsets.UTF_8);
      script(text).forEach(fault -> faults.add(fault.asText()));
      return faults;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Shows pages in the dark, or in the light. */
  void dark(boolean dark) {
    devTools(
        "Emulation.setEmulatedMedia",
        Map.of(
            "features",
            List.of(Map.of("name", "prefers-color-scheme", "value", dark ? "dark" : "light"))));
  }

  /** Makes the page as wide as a phone, or as a desk again. */
  void narrow(boolean narrow) {
    devTools(
        "Emulation.setDeviceMetricsOverride",
        Map.of(
            "width", narrow ? 320 : 1280, "height", 900, "deviceScaleFactor", 1, "mobile", false));
  }

  /** Switches scripts of pages off, or on again. */
  void scripts(boolean on) {
    devTools("Emulation.setScriptExecutionDisabled", Map.of("value", !on));
  }

  private void devTools(String command, Map<String, ?> parameters) {
    post("/goog/cdp/execute", Map.of("cmd", command, "params", parameters));
  }

  private JsonNode post(String path, Object body) {
    return driver.call("POST", session + path, body);
  }

  private JsonNode get(String path) {
    return driver.call("GET", session + path, Map.of());
  }
}
