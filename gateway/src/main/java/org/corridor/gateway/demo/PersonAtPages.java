package org.corridor.gateway.demo;

import java.io.IOException;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.HttpCookie;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.corridor.domain.Retryable;

/** Somebody at a bank's pages, logged in through its issuer as with a browser. */
public final class PersonAtPages {
  private static final Pattern CSRF_FIELD =
      Pattern.compile("name=\"_csrf\"[^>]*value=\"([^\"]+)\"");
  private static final Duration TIMEOUT = Duration.ofSeconds(15);
  private static final int HOPS_MAX = 12;

  private final CookieManager cookies = new CookieManager(null, CookiePolicy.ACCEPT_ALL);
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .cookieHandler(cookies)
          .connectTimeout(Duration.ofSeconds(2))
          .build();
  private final Bank bank;
  private final String name;

  private PersonAtPages(Bank bank, String name) {
    this.bank = bank;
    this.name = name;
  }

  /**
   * Logs somebody in.
   *
   * @param bank whose pages
   * @param name the person's user name
   * @throws Retryable when the pages do not answer or do not let him in
   */
  public static PersonAtPages login(Bank bank, String name) {
    PersonAtPages person = new PersonAtPages(bank, name);
    HttpResponse<String> form = person.follow(person.get("/"));
    String body =
        "username=%s&password=%s&_csrf=%s"
            .formatted(
                encoded(name),
                encoded(bank.secrets().token("password-" + name)),
                encoded(csrf(form.body())));
    HttpResponse<String> landed =
        person.follow(
            person.send(
                HttpRequest.newBuilder(form.uri())
                    .timeout(TIMEOUT)
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(HttpRequest.BodyPublishers.ofString(body))
                    .build()));
    if (landed.statusCode() != 200 || landed.uri().getPath().equals("/login")) {
      throw new Retryable(
          "%s could not log in at %s: %d".formatted(name, bank.title(), landed.statusCode()));
    }
    return person;
  }

  /** The person's user name. */
  public String name() {
    return name;
  }

  /** Opens a page. */
  public HttpResponse<String> open(String path) {
    return follow(get(path));
  }

  /**
   * Sends a form of a page.
   *
   * @param page the page that holds a form, whose protection token is sent along
   * @param action where it goes
   * @param fields the form's content, already encoded
   */
  public HttpResponse<String> submit(String page, String action, String fields) {
    String token = csrf(open(page).body());
    return send(
        HttpRequest.newBuilder(URI.create(bank.url() + action))
            .timeout(TIMEOUT)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(
                HttpRequest.BodyPublishers.ofString(
                    "_csrf=" + encoded(token) + (fields.isEmpty() ? "" : "&" + fields)))
            .build());
  }

  /** The session's cookie, for a browser that goes on where this person is. */
  public HttpCookie session() {
    return cookies.getCookieStore().getCookies().stream()
        .filter(c -> c.getName().startsWith("corridor-"))
        .findFirst()
        .orElseThrow();
  }

  private HttpResponse<String> follow(HttpResponse<String> first) {
    HttpResponse<String> response = first;
    for (int hop = 0; hop < HOPS_MAX && response.statusCode() / 100 == 3; hop++) {
      URI next = response.uri().resolve(response.headers().firstValue("Location").orElse("/"));
      response = send(page(next));
    }
    return response;
  }

  private HttpResponse<String> get(String path) {
    return send(page(URI.create(bank.url() + path)));
  }

  private static HttpRequest page(URI uri) {
    return HttpRequest.newBuilder(uri)
        .timeout(TIMEOUT)
        .header("Accept", "text/html, application/json;q=0.9")
        .GET()
        .build();
  }

  private HttpResponse<String> send(HttpRequest request) {
    try {
      return http.send(request, HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new Retryable("the pages of " + bank.title() + " do not answer", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Retryable("interrupted", e);
    }
  }

  private static String csrf(String page) {
    Matcher field = CSRF_FIELD.matcher(page);
    return field.find() ? field.group(1) : "";
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
