package org.corridor.adapters.swift;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.corridor.adapters.codec.check.Texts;
import org.corridor.domain.money.Money;
import org.corridor.domain.party.BeneficiaryAddress.AccountAtBank;
import org.corridor.domain.party.BeneficiaryAddress.MobileNumber;
import org.corridor.domain.party.BeneficiaryAddress.NameAtBank;
import org.corridor.domain.party.BeneficiaryAddress.NationalId;
import org.corridor.domain.party.Bic;
import org.corridor.domain.party.Party;
import org.corridor.domain.payment.CreditTransfer;
import org.jspecify.annotations.Nullable;

/**
 * Writes one credit transfer as an MT103, when it fits: the MT has fewer characters, shorter lines
 * and fewer of them. Lives as long as one writing.
 */
public final class Mt103Form {
  private static final String LINE_END = "\r\n";
  private static final Pattern TEXT = Pattern.compile("[A-Za-z0-9/\\-?:().,'+ ]+");
  private static final Pattern ACCOUNT = Pattern.compile("[A-Za-z0-9/\\-?:().,'+ *]{1,34}");
  private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("yyMMdd");
  private static final int REFERENCE_MAX = 16;
  private static final int AMOUNT_MAX = 15;
  private static final int RATE_MAX = 12;
  private static final int PARTY_LINES_MAX = 4;
  private static final int NUMBERED_MAX = 33;
  private static final int REMITTANCE_LINES_MAX = 4;

  private final StringBuilder out = new StringBuilder();
  private boolean fits = true;

  private Mt103Form() {}

  /**
   * Writes a transfer.
   *
   * @param receiver the bank to which the message goes
   * @return empty when an MT103 cannot hold it
   */
  public static Optional<byte[]> write(CreditTransfer transfer, Bic receiver) {
    Mt103Form form = new Mt103Form();
    form.message(transfer, receiver);
    return form.fits
        ? Optional.of(form.out.toString().getBytes(StandardCharsets.US_ASCII))
        : Optional.empty();
  }

  private void message(CreditTransfer t, Bic receiver) {
    out.append("{1:F01").append(terminal(t.instructingBank(), 'A')).append("0000000000}");
    out.append("{2:I103").append(terminal(receiver, 'X')).append("N}");
    out.append("{3:{121:").append(t.uetr().value()).append("}}{4:").append(LINE_END);
    String reference = t.messageId();
    require(
        reference.length() <= REFERENCE_MAX
            && TEXT.matcher(reference).matches()
            && !reference.startsWith("/")
            && !reference.endsWith("/")
            && !reference.contains("//")
            && (t.instructionId() == null || t.instructionId().equals(reference)));
    field("20", reference);
    field("23B", "CRED");
    amounts(t);
    debtor(t);
    field("52A", t.debtorBank().value());
    field("57A", t.creditorBank().value());
    creditor(t);
    remittance(t);
    field(
        "71A",
        switch (t.chargeBearer()) {
          case DEBT -> "OUR";
          case CRED -> "BEN";
          case SHAR, SLEV -> "SHA";
        });
    out.append("-}");
  }

  private void amounts(CreditTransfer t) {
    field("32A", DAY.format(t.settlementDate()) + amount(t.settlementAmount()));
    Money instructed = t.instructedAmount();
    if (instructed == null) {
      return;
    }
    field("33B", amount(instructed));
    if (!instructed.currency().equals(t.settlementAmount().currency())) {
      BigDecimal rate =
          t.settlementAmount()
              .amount()
              .divide(instructed.amount(), RATE_MAX, RoundingMode.HALF_EVEN);
      String text = comma(rate);
      field("36", text.substring(0, Math.min(text.length(), RATE_MAX)));
      require(rate.signum() > 0 && text.indexOf(',') < RATE_MAX);
    }
  }

  private String amount(Money money) {
    String text = comma(money.amount());
    require(text.length() <= AMOUNT_MAX);
    return money.currency().getCurrencyCode() + text;
  }

  private static String comma(BigDecimal number) {
    String text = number.toPlainString();
    return text.indexOf('.') < 0 ? text + "," : text.replace('.', ',');
  }

  private void debtor(CreditTransfer t) {
    Party party = t.debtor();
    String account = t.debtorAccount() == null ? null : t.debtorAccount().identifier();
    boolean numbered =
        party.country() != null || party.birthDate() != null || party.identifier() != null;
    if (numbered) {
      List<String> lines = numbered(party);
      if (party.birthDate() != null) {
        lines.add("4/" + DateTimeFormatter.BASIC_ISO_DATE.format(party.birthDate()));
      }
      if (party.identifier() != null) {
        require(party.country() != null && party.identifier().indexOf('/') < 0);
        lines.add("7/" + party.country() + "/" + party.identifier());
      }
      party("50F", account == null ? Texts.NOT_PROVIDED : account, lines);
    } else {
      party("50K", account, free(party));
    }
  }

  private void creditor(CreditTransfer t) {
    String account =
        switch (t.beneficiary()) {
          case AccountAtBank a -> a.account().identifier();
          case NameAtBank n -> n.text();
          case MobileNumber m -> m.number();
          case NationalId n -> Texts.NATIONAL_ID_PREFIX + n.country() + "/" + n.number();
        };
    Party party = t.creditor();
    require(party.birthDate() == null && party.identifier() == null);
    boolean numbered = party.country() != null;
    party(numbered ? "59F" : "59", account, numbered ? numbered(party) : free(party));
  }

  private static List<String> free(Party party) {
    List<String> lines = new ArrayList<>(List.of(party.name()));
    lines.addAll(party.addressLines());
    return lines;
  }

  /** The last line of the address goes beside the country, where the town belongs. */
  private static List<String> numbered(Party party) {
    List<String> lines = new ArrayList<>();
    lines.add("1/" + party.name());
    List<String> address = party.addressLines();
    for (int i = 0; i < address.size() - 1; i++) {
      lines.add("2/" + address.get(i));
    }
    String town = address.isEmpty() ? "" : "/" + address.getLast();
    lines.add("3/" + party.country() + town);
    return lines;
  }

  private void party(String tag, @Nullable String account, List<String> lines) {
    require(lines.size() <= PARTY_LINES_MAX);
    List<String> all = new ArrayList<>();
    if (account != null) {
      require(ACCOUNT.matcher(account).matches());
      all.add("/" + account);
    }
    for (String line : lines) {
      boolean numbered = tag.endsWith("F");
      require(line.length() <= (numbered ? NUMBERED_MAX + 2 : Mt103Fields.LINE_MAX));
      require(TEXT.matcher(line).matches() && (numbered || !line.startsWith("/")));
      all.add(line);
    }
    field(tag, String.join(LINE_END, all));
  }

  private void remittance(CreditTransfer t) {
    List<String> lines = new ArrayList<>();
    if (!t.endToEndId().equals(Texts.NOT_PROVIDED)) {
      require(!t.endToEndId().contains("//") && !t.endToEndId().endsWith("/"));
      String reference = "/ROC/" + t.endToEndId();
      boolean whole = reference.length() <= Mt103Fields.LINE_MAX;
      String marked = whole ? reference : reference + "///";
      for (int i = 0; i < marked.length(); i += Mt103Fields.LINE_MAX) {
        lines.add(marked.substring(i, Math.min(marked.length(), i + Mt103Fields.LINE_MAX)));
      }
    }
    lines.addAll(t.remittance());
    require(lines.size() <= REMITTANCE_LINES_MAX);
    for (String line : lines) {
      require(line.length() <= Mt103Fields.LINE_MAX && TEXT.matcher(line).matches());
    }
    require(t.remittance().stream().noneMatch(line -> line.contains("//") || line.startsWith("/")));
    if (!lines.isEmpty()) {
      field("70", String.join(LINE_END, lines));
    }
  }

  private void field(String tag, String text) {
    for (String line : text.split(LINE_END)) {
      require(!line.isEmpty() && line.charAt(0) != ':' && line.charAt(0) != '-');
    }
    out.append(':').append(tag).append(':').append(text).append(LINE_END);
  }

  private void require(boolean holds) {
    fits &= holds;
  }

  private static String terminal(Bic bic, char code) {
    String value = bic.value();
    return bic.institution() + code + (value.length() > 8 ? value.substring(8) : "XXX");
  }
}
