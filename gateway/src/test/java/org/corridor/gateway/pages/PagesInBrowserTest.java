package org.corridor.gateway.pages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.corridor.domain.payment.CreditTransfer;
import org.corridor.gateway.demo.Bank;
import org.corridor.gateway.demo.TwoBanks;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The pages in a real browser, on two running banks, as officers, approvers and treasurers work.
 */
@ExtendWith(RunningBanks.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PagesInBrowserTest {
  private final Map<String, Browser> people = new HashMap<>();
  private TwoBanks banks;
  private ChromeDriver driver;

  @BeforeAll
  void start(RunningBanks.Running running, @TempDir Path profiles) throws Exception {
    assumeTrue(
        ChromeDriver.isInstalled(),
        "no Chromium with its driver here: install Debian's chromium and chromium-driver");
    banks = running.banks();
    driver = new ChromeDriver(profiles);
  }

  @AfterAll
  void stop() {
    if (driver != null) {
      driver.close();
    }
  }

  private Browser at(Bank bank, String name) {
    return people.computeIfAbsent(name + "@" + bank.key(), key -> driver.open().login(bank, name));
  }

  private Browser olga() {
    return at(banks.alpha(), "olga");
  }

  private static String row(String uetr, String state) {
    return "tr[id='p-" + uetr + "'][data-state=" + state + "]";
  }

  @Test
  void showsPaymentsAsTheyMoveWithoutLoadingThePageAgain() {
    Browser olga = olga().open(banks.alpha().url() + "/");
    olga.read("#live-status", "Live");
    olga.script("window.here = true");

    String uetr = Transfers.send(banks.alpha(), Transfers.plain());

    olga.see(row(uetr, "Settled"));
    assertThat(olga.script("return window.here === true").asBoolean()).isTrue();
  }

  @Test
  void tellsTheStoryOfAPaymentAndItsMessageBehindAClick() {
    CreditTransfer transfer = Transfers.plain();
    Browser olga = olga().open(banks.alpha().url() + "/");
    String uetr = Transfers.send(banks.alpha(), transfer);
    olga.see(row(uetr, "Settled"));

    olga.click(row(uetr, "Settled") + " a").read("h1", uetr);

    String timeline = olga.text("section[aria-labelledby=timeline]");
    assertThat(timeline).contains("Received", "Cleared", "Agreed", "Submitted", "Settled");
    assertThat(olga.text(".facts")).contains("Ledger transaction", transfer.creditor().name());
    assertThat(olga.text("#message-content")).isEmpty();
    olga.click("section[aria-labelledby=message] a");
    olga.read("#message-content pre", transfer.creditor().name());
    assertThat(olga.address()).endsWith("/payments/" + uetr);
  }

  @Test
  void showsTreasurersNoNamesAndNoMessage() {
    CreditTransfer transfer = Transfers.plain();
    String uetr = Transfers.send(banks.alpha(), transfer);
    Browser tina = at(banks.alpha(), "tina").open(banks.alpha().url() + "/payments/" + uetr);
    tina.read("h1", uetr);
    assertThat(tina.text("body")).doesNotContain(transfer.creditor().name());
    assertThat(tina.count("section[aria-labelledby=message] a")).isZero();
  }

  @Test
  void releasesAHeldPaymentByTwoOfficersAtBothBanks() {
    String uetr = Transfers.send(banks.alpha(), Transfers.listed());
    for (Bank bank : List.of(banks.alpha(), banks.beta())) {
      String form = "form[action='/v1/payments/" + uetr + "/release'] ";
      Browser olga = at(bank, "olga");
      waitFor(olga, bank.url() + "/held", form);
      olga.type(form + "input[name=reason]", "another person: born 1990");
      olga.keep("held-" + bank.key());
      olga.click(form + "button:not(.danger)").read("#notice", "another officer must confirm");
      olga.click(form + "button:not(.danger)").read("#notice", "another person");

      Browser omar = at(bank, "omar").open(bank.url() + "/held");
      omar.read("article:has(" + form + ") .said", "another person: born 1990");
      omar.type(form + "input[name=reason]", "agreed").click(form + "button:not(.danger)");
      omar.read("#notice", "Done: released");
      assertThat(omar.count(form)).isZero();
    }

    Browser olga = olga();
    waitFor(olga, banks.alpha().url() + "/?state=Settled", row(uetr, "Settled"));
    olga.open(banks.alpha().url() + "/payments/" + uetr);
    olga.read("section[aria-labelledby=notes]", "another person: born 1990");
    assertThat(olga.text("section[aria-labelledby=timeline]")).contains("officer olga and omar");
    olga.keep("payment-released");
  }

  @Test
  void approvesALargePaymentWithoutAScript() {
    String uetr = Transfers.send(banks.alpha(), Transfers.large());
    Browser anna = at(banks.alpha(), "anna");
    String form = "form[action='/v1/payments/" + uetr + "/approve'] ";
    waitFor(anna, banks.alpha().url() + "/approvals", form);
    anna.keep("approvals");
    anna.scripts(false);
    try {
      anna.open(banks.alpha().url() + "/approvals").click(form + "button:not(.danger)");
      anna.read("#notice", "Done: approved");
      assertThat(anna.address()).endsWith("/approvals");
    } finally {
      anna.scripts(true);
    }
    Browser olga = olga().open(banks.alpha().url() + "/");
    olga.see(row(uetr, "Settled"));
  }

  @Test
  void showsMoneyArriveAtTheOtherBankInTheSameBrowser() {
    Browser both = driver.open().login(banks.alpha(), "olga").login(banks.beta(), "olga");
    both.open(banks.beta().url() + "/incoming").read("#live-status", "Live");
    CreditTransfer transfer = Transfers.plain();

    String uetr = Transfers.send(banks.alpha(), transfer);

    String link = "#incoming tr[data-state=Credited] a[href='/incoming/" + uetr + "']";
    both.click(link).read("h1", uetr);
    assertThat(both.text("section[aria-labelledby=timeline]"))
        .contains("Agreed with ALPHGB2L", "arrived on the ledger", "credited");
    assertThat(both.text(".facts")).contains(transfer.debtor().name());
    both.keep("incoming-payment");
    both.open(banks.alpha().url() + "/").see("#payments");
    assertThat(both.text(".brand")).contains("Alpha Bank");
  }

  @Test
  void showsPositionsByBooksAndLedger() {
    Browser tina = at(banks.alpha(), "tina").open(banks.alpha().url() + "/positions");
    tina.see("main table");
    assertThat(tina.text("main table")).contains("USD", "EUR", "AED", "INR");
    assertThat(tina.text("main")).contains("Fees earned", "In flight");
  }

  @Test
  void sendsBackWhatMatchesNothing() throws IOException {
    Bank beta = banks.beta();
    Browser olga = at(beta, "olga");
    try (Stranger stranger = new Stranger(banks.horizon(), TwoBanks.PASSPHRASE)) {
      stranger.pay(accountOfBeta(), "7.77");
    }

    String article = "article:has(form[action*='/return'])";
    waitFor(olga, beta.url() + "/suspense", article);
    assertThat(olga.text(article))
        .contains("7.7700000 XLM", "The network's own asset", "Goes back to the sender at");
    assertThat(olga.text("nav")).contains("1 waiting");
    olga.keep("suspense");
    olga.click("button[formaction*='/keep']").read("#notice", "stays until somebody decides");
    olga.read(article, "Stays until an officer decides");
    olga.click("form[action*='/return'] button:first-of-type").read("#notice", "is sent back now");

    waitFor(olga, beta.url() + "/incoming", "#incoming tr[data-state=Returned]");
    assertThat(olga.text("#incoming tr[data-state=Returned]")).contains("Sent back");
    olga.keep("incoming");
  }

  private String accountOfBeta() throws IOException {
    Properties settings = new Properties();
    try (var in = Files.newInputStream(banks.alpha().folder().resolve("application.properties"))) {
      settings.load(in);
    }
    return settings.getProperty("corridor.peers." + banks.beta().bic() + ".account");
  }

  @Test
  void canBeUsedByTheKeyboardAlone() {
    Browser olga = olga().open(banks.alpha().url() + "/");
    olga.see("#payments");
    assertThat(olga.tab()).isEqualTo("Skip to content");
    olga.press(Browser.ENTER);
    assertThat(olga.script("return document.activeElement.id").asText()).isEqualTo("main");

    olga.open(banks.alpha().url() + "/").see("#payments");
    List<String> order = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      order.add(olga.tab());
      // Where the focus is can be seen.
      assertThat(
              olga.script("return getComputedStyle(document.activeElement).outlineStyle").asText())
          .as(order.getLast())
          .isNotEqualTo("none");
    }
    assertThat(order.subList(0, 3)).containsExactly("Skip to content", "Payments", "Incoming");
    assertThat(order).contains("Log out", "Show");
    olga.open(banks.alpha().url() + "/");
    olga.tab();
    olga.tab();
    olga.tab();
    olga.press(Browser.ENTER);
    olga.read("h1", "Incoming");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/incoming",
        "/held",
        "/approvals",
        "/suspense",
        "/positions",
        "/operations",
        "/payments/"
      })
  void isAccessibleInLightAndDarkOnADeskAndOnAPhone(String path) {
    String uetr = path.endsWith("s/") ? Transfers.send(banks.alpha(), Transfers.plain()) : "";
    Browser person = path.equals("/operations") ? at(banks.alpha(), "piet") : olga();
    for (boolean dark : new boolean[] {false, true}) {
      for (boolean narrow : new boolean[] {false, true}) {
        person.dark(dark);
        person.narrow(narrow);
        person.open(banks.alpha().url() + path + uetr).see("main h1");
        String how = (dark ? "dark" : "light") + (narrow ? "-phone" : "-desk");
        person.keep("page" + path.replaceAll("/?$", "-").replace("/", "-") + how);
        assertThat(person.faults()).as(path + " " + how).isEmpty();
      }
    }
    person.dark(false);
    person.narrow(false);
  }

  /** Loads a page until it has what is waited for. */
  private static void waitFor(Browser browser, String page, String css) {
    org.awaitility.Awaitility.await(css)
        .atMost(java.time.Duration.ofSeconds(120))
        .pollInterval(java.time.Duration.ofMillis(500))
        .until(() -> browser.open(page).count(css) > 0);
  }
}
