package org.corridor.adapters.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.corridor.domain.message.Decoded;
import org.corridor.domain.message.Decoded.Transaction.Faulty;
import org.corridor.domain.message.Decoded.Transaction.Valid;
import org.corridor.domain.message.Fault;
import org.corridor.domain.payment.CreditTransfer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Reads other people's messages: every MT103, pacs.008 and pain.001 among the samples. Those that
 * are refused are named here with the rule that refuses them.
 */
class SamplesTest {
  private static final String OTHER_VERSION = "message.version";
  private static final String NO_CREDITOR_ACCOUNT = "beneficiary.missing";

  /** File to the rule that refuses it. */
  private static final Map<String, String> REFUSED = new TreeMap<>();

  static {
    // pacs.008.001.12 is another version than the one that is taken.
    for (String name :
        List.of(
            "c_52_1_a/cbpr-c.52.1.a-pacs.008-atob.xml",
            "c_52_1_a/cbpr-c.52.1.a-pacs.008-btoc.xml",
            "c_52_1_a/cbpr-c.52.1.a-pacs.008-ctod.xml",
            "c_29_1_1/hvps-c.29.1.1-pacs.008-btoc-mi.xml",
            "c_29_1_1/cbpr-c.29.1.1-pacs.008-ctod.xml",
            "c_29_1_1/cbpr-c.29.1.1-pacs.008-atob.xml",
            "p_2_3_1_b/cbpr-p.2.3.1.b-pacs.008-atod.xml",
            "p_2_3_1_a/cbpr-p.2.3.1.a-pacs.008-atod.xml",
            "c_29_1_2/hvps-c.29.1.2-pacs.008-btoc-mi.xml",
            "c_29_1_2/cbpr-c.29.1.2-pacs.008-atob.xml")) {
      REFUSED.put("cbpr/mx-to-mt/" + name, OTHER_VERSION);
    }
    // A message of another country's own namespace.
    REFUSED.put("bank-files/musterfile_pain.001_Nov2020.xml", "message.unknown");
    // The accounts are made up, with check digits 00.
    REFUSED.put("bank-files/International_payment_RUB_naujas_1.xml", "iban.checksum");
    REFUSED.put("bank-files/International_payment_USD_naujas_1.xml", "iban.checksum");
    REFUSED.put("bank-files/sepa_payment_naujas_1.xml", "iban.checksum");
    // Paid out in cash: there is no account, and so nothing that could be credited.
    REFUSED.put("cbpr/mt-to-mx/p_2_3_1_b/mt103-pacs-008-a-d.fin", NO_CREDITOR_ACCOUNT);
    REFUSED.put("cbpr/mt-to-mx/p_2_3_1_b/mt103-pacs-008-a-d.xml", NO_CREDITOR_ACCOUNT);
    REFUSED.put("cbpr/mx-to-mt/p_2_3_1_b/cbpr-p.2.3.1.b-pacs.008-atod.fin", NO_CREDITOR_ACCOUNT);
    // The creditor's bank is told by name only; nobody can be asked about the account.
    REFUSED.put("cbpr/mt-to-mx/custom/mt103-fin2.fin", "agent.bic");
    REFUSED.put("cbpr/mt-to-mx/custom/mt103-fin2.xml", "element.missing");
    // One brace too many at the end: truncated or joined messages look like that.
    REFUSED.put("cbpr/mt-to-mx/custom/mt103-pacs008.fin", "fin.trailing");
    // To be executed in 2009, written in 2022.
    REFUSED.put("cbpr/mt-to-mx/pn_01_1_1/mt101-pain-001-a-b.xml", "date.range");
  }

  private final BankMessages messages = new BankMessages(Transfers.ALPHA);

  @TestFactory
  Stream<DynamicTest> readsEverySampleOrRefusesItForTheReasonTold() throws IOException {
    return samples().stream()
        .map(
            file ->
                DynamicTest.dynamicTest(
                    name(file),
                    () ->
                        assertThat(rules(read(file)))
                            .isEqualTo(List.of(REFUSED.getOrDefault(name(file), "valid")))));
  }

  @Test
  void refusesNoSampleThatIsNotThere() throws IOException {
    assertThat(samples().stream().map(SamplesTest::name)).containsAll(REFUSED.keySet());
  }

  /**
   * An MT103 and the pacs.008 that says the same are one transfer. The newer version of pacs.008
   * among the samples differs in nothing that these use, so that here, and only here, it is taken
   * for the one that we read. Not compared: address lines, for which the MT has fewer places, and
   * remittance information, where the MT carries references that the other has elements for.
   */
  @TestFactory
  Stream<DynamicTest> understandsPairsAlike() throws IOException {
    return samples().stream()
        .filter(file -> file.toString().endsWith(".fin"))
        .filter(file -> Files.exists(other(file)))
        .filter(file -> !REFUSED.containsKey(name(file)))
        .map(
            file ->
                DynamicTest.dynamicTest(
                    name(file),
                    () ->
                        assertThat(common(transfer(read(file))))
                            .isEqualTo(common(transfer(readAsOurVersion(other(file)))))));
  }

  private static Path other(Path fin) {
    return fin.resolveSibling(fin.getFileName().toString().replace(".fin", ".xml"));
  }

  private static CreditTransfer transfer(Decoded decoded) {
    Decoded.Understood understood = (Decoded.Understood) decoded;
    return ((Valid) understood.transactions().getFirst()).transfer();
  }

  private static Map<String, Object> common(CreditTransfer t) {
    Map<String, Object> common = new LinkedHashMap<>();
    common.put("uetr", t.uetr());
    common.put("messageId", t.messageId());
    common.put("instructionId", String.valueOf(t.instructionId()));
    common.put("endToEndId", t.endToEndId());
    common.put("amount", t.settlementAmount());
    common.put("date", t.settlementDate());
    common.put("instructed", String.valueOf(t.instructedAmount()));
    common.put("chargeBearer", t.chargeBearer());
    common.put("instructingBank", t.instructingBank());
    common.put("debtor", t.debtor().name());
    common.put("debtorAccount", String.valueOf(t.debtorAccount()));
    common.put("debtorBank", t.debtorBank());
    common.put("creditor", t.creditor().name());
    common.put("beneficiary", t.beneficiary());
    common.put("creditorBank", t.creditorBank());
    return common;
  }

  private static List<Path> samples() throws IOException {
    try (Stream<Path> files = Files.walk(Shared.folder("samples"))) {
      return files.filter(Files::isRegularFile).filter(SamplesTest::isTransfer).sorted().toList();
    }
  }

  private static boolean isTransfer(Path file) {
    String text = text(file);
    return text.contains("{2:I103")
        || text.contains("{2:O103")
        || text.contains("FIToFICstmrCdtTrf>") && !text.contains("camt.0")
        || text.contains("CstmrCdtTrfInitn>");
  }

  private static String text(Path file) {
    try {
      return Files.readString(file, StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static String name(Path file) {
    return Shared.folder("samples").relativize(file).toString();
  }

  /** {@code CURRENT_TIME} stands in the samples for the time of their translation. */
  private Decoded read(Path file) {
    byte[] bytes =
        text(file)
            .replace("CURRENT_TIME", "2025-09-22T10:00:00+00:00")
            .getBytes(StandardCharsets.ISO_8859_1);
    return messages.read(Transfers.raw(bytes));
  }

  private Decoded readAsOurVersion(Path file) {
    String text = text(file).replace("pacs.008.001.12", "pacs.008.001.08");
    return messages.read(
        Transfers.raw(
            text.replace("CURRENT_TIME", "2025-09-22T10:00:00+00:00")
                .getBytes(StandardCharsets.ISO_8859_1)));
  }

  private static List<String> rules(Decoded decoded) {
    return switch (decoded) {
      case Decoded.Unreadable u -> u.faults().stream().map(Fault::rule).toList();
      case Decoded.Understood u ->
          u.transactions().stream()
              .flatMap(
                  t ->
                      t instanceof Faulty f
                          ? f.faults().stream().map(Fault::rule)
                          : Stream.of("valid"))
              .distinct()
              .toList();
    };
  }
}
