package org.corridor.dashboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.autoconfigure.web.servlet.AutoConfigureMockMvc;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;

/** The pages, as browsers get them. */
@SpringBootTest(classes = PagesTest.Surroundings.class, properties = "logging.level.root=WARN")
@AutoConfigureMockMvc
final class PagesTest {
  private static final String OFFICER = "corridor-officer";
  private static final String APPROVER = "corridor-approver";
  private static final String TREASURER = "corridor-treasurer";

  @Autowired private MockMvc mvc;
  @Autowired private FakeDashboard fake;

  /** What the gateway gives. */
  @Configuration(proxyBeanMethods = false)
  @EnableAutoConfiguration
  @Import(DashboardConfiguration.class)
  static class Surroundings {
    @Bean
    FakeDashboard dashboard() {
      return new FakeDashboard();
    }

    @Bean
    Viewers viewers() {
      return request -> {
        String role = request.getHeader("Role");
        return new Viewer("olga", role == null ? Set.of() : Set.of(role));
      };
    }
  }

  @BeforeEach
  void fill() {
    fake.rows.clear();
    for (int i = 0; i < 120; i++) {
      fake.put(i, i % 2 == 0 ? "Settled" : "Received");
    }
    fake.put(200, "Held");
    fake.put(201, "AwaitingApproval");
  }

  private ResultActions open(String path, String role) throws Exception {
    return mvc.perform(
        get(path).header("Role", role).requestAttr("_csrf", Map.of("token", "t0ken&<")));
  }

  private String page(String path, String role) throws Exception {
    return open(path, role)
        .andExpect(status().isOk())
        .andReturn()
        .getResponse()
        .getContentAsString();
  }

  private static int count(String page, String pattern) {
    Matcher matcher = Pattern.compile(pattern).matcher(page);
    int count = 0;
    while (matcher.find()) {
      count++;
    }
    return count;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/", "/positions", "/suspense", "/held", "/approvals", "/payments/{uetr}"})
  void areSoundAndAccessible(String path) throws Exception {
    for (String role : new String[] {OFFICER, APPROVER, TREASURER}) {
      String page = page(path.replace("{uetr}", FakeDashboard.uetr(200)), role);
      assertThat(page).startsWith("<!DOCTYPE html>").contains("<html lang=\"en\"");
      assertThat(count(page, "<h1[ >]")).isEqualTo(1);
      assertThat(count(page, "<main[ >]")).isEqualTo(1);
      assertThat(count(page, "<table[ >]")).isEqualTo(count(page, "<caption[ >]"));
      assertThat(page).contains("class=\"skip\"").doesNotContain("th:");
      // Every field has a label, or is hidden.
      Matcher fields = Pattern.compile("<(input|select|textarea)([^>]*)>").matcher(page);
      while (fields.find()) {
        if (!fields.group(2).contains("type=\"hidden\"")) {
          Matcher id = Pattern.compile(" id=\"([^\"]+)\"").matcher(fields.group(2));
          assertThat(id.find()).as(fields.group()).isTrue();
          assertThat(page).contains("<label for=\"" + id.group(1) + "\"");
        }
      }
      assertThat(count(page, "<th(?![a-z])(?![^>]*scope=)[^>]*>")).isZero();
      // Nothing inline: the policy would block it.
      assertThat(count(page, "<script(?![^>]* src=)")).isZero();
      assertThat(count(page, " on[a-z]+=")).isZero();
      assertThat(count(page, " style=")).isZero();
      Matcher ids = Pattern.compile(" id=\"([^\"]+)\"").matcher(page);
      Set<String> seen = new java.util.HashSet<>();
      while (ids.find()) {
        assertThat(seen.add(ids.group(1))).as("id %s is used once", ids.group(1)).isTrue();
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/held", "/approvals", "/payments/{uetr}"})
  void escapeWhatPeopleAreCalled(String path) throws Exception {
    String page = page(path.replace("{uetr}", FakeDashboard.uetr(200)), OFFICER);
    assertThat(page).contains("&lt;script&gt;alert(1)&lt;/script&gt;").doesNotContain("<script>");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/held", "/approvals", "/payments/{uetr}"})
  void maskNamesForAllButOfficers(String path) throws Exception {
    String url = path.replace("{uetr}", FakeDashboard.uetr(200));
    assertThat(page(url, OFFICER)).contains("Neill").contains("Beneficiary 20");
    assertThat(page(url, TREASURER))
        .doesNotContain("Neill")
        .doesNotContain("Beneficiary 20")
        .doesNotContain("secret purpose")
        .doesNotContain("answer&gt;");
  }

  @Test
  void forbidCachesAndForeignCode() throws Exception {
    open("/", OFFICER)
        .andExpect(header().string("Content-Security-Policy", PagesController.POLICY))
        .andExpect(header().string("Cache-Control", "no-store"));
  }

  @Test
  void pageByTheLastRow() throws Exception {
    String first = page("/?size=50", OFFICER);
    assertThat(count(first, "<tr id=\"p-")).isEqualTo(50);
    assertThat(first).contains("data-live=\"/payments/stream?after=");
    Matcher next = Pattern.compile("rel=\"next\" href=\"([^\"]+)\"").matcher(first);
    assertThat(next.find()).isTrue();
    String second = page(next.group(1).replace("&amp;", "&"), OFFICER);
    assertThat(fake.askedAfter).isEqualTo("72");
    assertThat(count(second, "<tr id=\"p-")).isEqualTo(50);
    assertThat(second)
        .doesNotContain("data-live=\"/payments")
        .doesNotContain(FakeDashboard.uetr(72));
    String third = page("/?size=50&after=22", OFFICER);
    assertThat(count(third, "<tr id=\"p-")).isEqualTo(22);
    assertThat(third).doesNotContain("rel=\"next\"");
  }

  @Test
  void filterByState() throws Exception {
    String page = page("/?state=Held", OFFICER);
    assertThat(count(page, "<tr id=\"p-")).isEqualTo(1);
    assertThat(page).contains("data-filter=\"Held\"");
  }

  @ParameterizedTest
  @CsvSource({
    "/?size=0, 400",
    "/?size=201, 400",
    "/?size=x, 400",
    "/?state=Nonsense, 400",
    "/payments/not-a-uetr, 404",
    "/payments/00000000-0000-4000-8000-000000000000, 404",
  })
  void refuseWhatIsOutOfBounds(String path, int status) throws Exception {
    open(path, OFFICER).andExpect(status().is(status));
  }

  @Test
  void showAMessageToOfficersOnlyEscaped() throws Exception {
    String path = "/payments/" + FakeDashboard.uetr(200) + "/message";
    open(path, TREASURER).andExpect(status().isForbidden());
    assertThat(page(path, OFFICER)).contains("&lt;Doc&gt;\n  &lt;Nm&gt;").contains("<h1>");
    String fragment =
        mvc.perform(get(path).header("Role", OFFICER).header("HX-Request", "true"))
            .andReturn()
            .getResponse()
            .getContentAsString();
    assertThat(fragment).contains("&lt;Doc&gt;").doesNotContain("<h1>").doesNotContain("<script");
  }

  @Test
  void postDecisionsToTheGatewayWithItsToken() throws Exception {
    String uetr = FakeDashboard.uetr(200);
    String held = page("/held", OFFICER);
    assertThat(held)
        .contains("action=\"/v1/payments/" + uetr + "/release\"")
        .contains("formaction=\"/v1/payments/" + uetr + "/reject\"")
        .contains("name=\"_csrf\" value=\"t0ken&amp;&lt;\"");
    assertThat(page("/held", TREASURER)).doesNotContain("<form class=\"decision\"");
    String large = FakeDashboard.uetr(201);
    assertThat(page("/approvals", APPROVER))
        .contains("action=\"/v1/payments/" + large + "/approve\"")
        .contains("formaction=\"/v1/payments/" + large + "/refuse\"");
    assertThat(page("/approvals", OFFICER)).doesNotContain("<form class=\"decision\"");
  }

  @Test
  void showWhereBooksAndLedgerDiffer() throws Exception {
    String page = page("/positions", TREASURER);
    assertThat(page).contains("9.0000000").contains(">no<").contains(">yes<").contains("FEE");
    assertThat(page("/suspense", TREASURER)).contains("TOO_MUCH").contains("when somebody decides");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/css/corridor.css",
        "/js/corridor.js",
        "/webjars/htmx.org/2.0.10/dist/htmx.min.js"
      })
  void serveTheirOwnParts(String path) throws Exception {
    open(path, TREASURER).andExpect(status().isOk());
  }
}
