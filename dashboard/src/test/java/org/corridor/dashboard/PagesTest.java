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
import org.springframework.mock.web.MockHttpSession;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;

/** The pages, as browsers get them. */
@SpringBootTest(classes = PagesTest.Surroundings.class, properties = "logging.level.root=WARN")
@AutoConfigureMockMvc
final class PagesTest {
  private static final String OFFICER = "corridor-officer";
  private static final String APPROVER = "corridor-approver";
  private static final String TREASURER = "corridor-treasurer";
  private static final String OPERATOR = "corridor-operator";

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
    DashboardSettings settings() {
      return new DashboardSettings("Alpha <Bank>");
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

  private static String named(String path) {
    return path.replace("{uetr}", FakeDashboard.uetr(200)).replace("{in}", FakeDashboard.uetr(300));
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
      strings = {
        "/",
        "/positions",
        "/suspense",
        "/held",
        "/approvals",
        "/payments/{uetr}",
        "/incoming",
        "/incoming/{in}"
      })
  void areSoundAndAccessible(String path) throws Exception {
    for (String role : new String[] {OFFICER, APPROVER, TREASURER}) {
      String page = page(named(path), role);
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
  @ValueSource(
      strings = {"/", "/held", "/approvals", "/payments/{uetr}", "/incoming", "/incoming/{in}"})
  void escapeWhatPeopleAreCalled(String path) throws Exception {
    String page = page(named(path), OFFICER);
    assertThat(page).contains("&lt;script&gt;alert(1)&lt;/script&gt;").doesNotContain("<script>");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/", "/held", "/approvals", "/payments/{uetr}", "/incoming", "/incoming/{in}"})
  void maskNamesForAllButOfficers(String path) throws Exception {
    String url = named(path);
    assertThat(page(url, OFFICER)).contains("Neill");
    assertThat(page(url, TREASURER))
        .doesNotContain("Neill")
        .doesNotContain("Beneficiary 20")
        .doesNotContain("secret purpose")
        .doesNotContain("answer&gt;");
  }

  @Test
  void forbidCachesAndForeignCode() throws Exception {
    open("/", OFFICER)
        .andExpect(header().string("Content-Security-Policy", EveryPage.POLICY))
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
    assertThat(page)
        .contains("9.0000000")
        .contains(">no<")
        .contains(">yes<")
        .contains("Fees earned");
  }

  @Test
  void tellOfSuspenseInWordsAndLetOfficersDecide() throws Exception {
    assertThat(page("/suspense", OFFICER))
        .contains("More arrived", "Goes back", "action=\"/v1/suspense/77/return\"")
        .contains("formaction=\"/v1/suspense/77/keep\"");
    assertThat(page("/suspense", TREASURER)).doesNotContain("<form class=\"decision\"");
  }

  @Test
  void countWhatWaitsForPeopleOnEveryPage() throws Exception {
    assertThat(page("/positions", TREASURER))
        .contains(">4<span class=\"unseen\"> waiting")
        .contains(">1<span class=\"unseen\"> waiting");
  }

  @Test
  void leadFromAPaymentToUsToItsStory() throws Exception {
    open("/payments/" + FakeDashboard.uetr(300), OFFICER)
        .andExpect(status().is3xxRedirection())
        .andExpect(header().string("Location", "/incoming/" + FakeDashboard.uetr(300)));
  }

  @Test
  void tellANoticeOnce() throws Exception {
    MockHttpSession session = new MockHttpSession();
    session.setAttribute(FormNotice.ATTRIBUTE, "Done: <b>released</b>");
    for (boolean told : new boolean[] {true, false}) {
      String page =
          mvc.perform(get("/held").header("Role", OFFICER).session(session))
              .andReturn()
              .getResponse()
              .getContentAsString();
      assertThat(page.contains("Done: &lt;b&gt;released")).isEqualTo(told);
    }
  }

  @Test
  void showOperatorsWhatIsAwayAndWhatIsDead() throws Exception {
    open("/operations", OFFICER).andExpect(status().isForbidden());
    assertThat(page("/operations", OPERATOR))
        .contains("ledger does not answer", "ID:1", "given up by the broker", "3 sent back")
        .contains("action=\"/v1/operations/dead-letters/corridor.in.pacs008/replay\"")
        .doesNotContain("action=\"/v1/operations/dead-letters/corridor.in.mt103/replay\"")
        .contains("the broker does not answer");
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
