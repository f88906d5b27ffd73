package org.corridor.adapters.codec;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.corridor.adapters.codec.check.Draft;
import org.corridor.adapters.codec.check.Faults;
import org.corridor.adapters.codec.check.Texts;
import org.corridor.adapters.codec.check.Utf8;
import org.corridor.domain.Malformed;
import org.corridor.domain.ReasonCode;
import org.corridor.domain.message.Decoded;
import org.corridor.domain.message.Fault;
import org.corridor.domain.message.MessageType;
import org.corridor.domain.message.RawMessage;
import org.corridor.domain.money.Money;
import org.corridor.domain.party.AccountReference;
import org.corridor.domain.party.BeneficiaryAddress.MobileNumber;
import org.corridor.domain.party.BeneficiaryAddress.NameAtBank;
import org.corridor.domain.party.BeneficiaryAddress.NationalId;
import org.corridor.domain.party.Bic;
import org.corridor.domain.party.Party;
import org.corridor.domain.payment.ChargeBearer;
import org.corridor.domain.payment.CreditTransfer;
import org.corridor.domain.payment.Uetr;
import org.jspecify.annotations.Nullable;

/**
 * Reads the payment resource of our REST API; its form is told in docs/messages.md. Thread-safe.
 */
final class PaymentJson {
  /** Deepest nesting. */
  private static final int DEPTH_MAX = 8;

  /** Longest string, name and number, in characters. */
  private static final int STRING_MAX = 1_024;

  private static final int NAME_MAX = 64;
  private static final int NUMBER_MAX = 40;
  private static final int ADDRESS_LINES_MAX = 7;
  private static final int ADDRESS_LINE_MAX = 70;
  private static final int REMITTANCE_LINE_MAX = 140;
  private static final int IDENTIFIER_MAX = 35;

  private static final Set<String> PAYMENT =
      Set.of(
          "uetr",
          "messageId",
          "instructionId",
          "endToEndId",
          "amount",
          "instructedAmount",
          "settlementDate",
          "chargeBearer",
          "debtor",
          "creditor",
          "beneficiary",
          "purpose",
          "remittance");
  private static final Set<String> MONEY = Set.of("value", "currency");
  private static final Set<String> CREDITOR =
      Set.of("name", "addressLines", "country", "birthDate", "identifier");
  private static final Set<String> DEBTOR =
      Set.of("name", "addressLines", "country", "birthDate", "identifier", "account", "bank");
  private static final Set<String> BENEFICIARY =
      Set.of("account", "nameAtBank", "nationalId", "mobile", "bank");
  private static final Set<String> NATIONAL_ID = Set.of("country", "number");
  private static final Draft.Fields NAMES =
      new Draft.Fields(
          "payment",
          "endToEndId",
          "amount",
          "settlementDate",
          "chargeBearer",
          "debtor.bank",
          "debtor",
          "debtor.bank",
          "creditor",
          "beneficiary",
          "beneficiary.bank",
          "remittance");

  private static final ObjectMapper MAPPER =
      new ObjectMapper(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(DEPTH_MAX)
                          .maxStringLength(STRING_MAX)
                          .maxNameLength(NAME_MAX)
                          .maxNumberLength(NUMBER_MAX)
                          .maxDocumentLength(RawMessage.BYTES_MAX)
                          .build())
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

  private final Bic ours;
  private final Map<String, Bic> bankOfDomain;

  PaymentJson(Bic ours, Map<String, Bic> bankOfDomain) {
    this.ours = ours;
    this.bankOfDomain = Map.copyOf(bankOfDomain);
  }

  static boolean looksLikeJson(byte[] bytes) {
    int i = Utf8.start(bytes);
    while (i < bytes.length && (bytes[i] == ' ' || bytes[i] >= '\t' && bytes[i] <= '\r')) {
      i++;
    }
    return i < bytes.length && bytes[i] == '{';
  }

  Decoded read(RawMessage raw) {
    JsonNode node;
    try (JsonParser parser = MAPPER.createParser(Utf8.decode(raw.bytes()).toString())) {
      node = MAPPER.readTree(parser);
    } catch (Malformed e) {
      return unreadable(e.rule(), String.valueOf(e.getMessage()));
    } catch (JsonProcessingException e) {
      var at = e.getLocation();
      return unreadable(
          "json.malformed",
          "not JSON as it is taken here"
              + (at == null
                  ? ""
                  : ", at line %d, column %d".formatted(at.getLineNr(), at.getColumnNr())));
    } catch (IOException e) {
      throw new UncheckedIOException("bytes in memory can be read", e);
    }
    if (node == null || !node.isObject()) {
      return unreadable("json.malformed", "must be one JSON object");
    }
    return payment(raw, node);
  }

  private static Decoded unreadable(String rule, String explanation) {
    return new Decoded.Unreadable(
        MessageType.PAYMENT_JSON,
        null,
        List.of(new Fault("payment", rule, ReasonCode.FF01, explanation)));
  }

  private Decoded payment(RawMessage raw, JsonNode node) {
    Draft draft = new Draft(new Faults());
    Obj payment = new Obj(node, "", draft.faults, PAYMENT);
    draft.endToEndId = payment.read("endToEndId", Texts::reference);
    draft.instructionId = payment.read("instructionId", Texts::reference);
    draft.uetrText = payment.text("uetr");
    payment.read("uetr", text -> new Uetr(text).value());
    draft.settlementAmount = money(payment, "amount");
    draft.instructedAmount = money(payment, "instructedAmount");
    draft.settlementDate = settlementDate(raw, payment);
    draft.chargeBearer =
        payment.has("chargeBearer")
            ? payment.read("chargeBearer", PaymentJson::chargeBearer)
            : ChargeBearer.SHAR;
    debtor(payment, draft);
    Obj creditor = payment.object("creditor", CREDITOR);
    draft.creditor = creditor == null ? null : party(creditor);
    beneficiary(payment, draft);
    draft.purpose = payment.read("purpose", Texts::purpose);
    draft.remittance =
        payment.lines("remittance", REMITTANCE_LINE_MAX, CreditTransfer.REMITTANCE_LINES_MAX);
    String messageId = messageId(raw, payment, draft);
    return new Decoded.Understood(
        MessageType.PAYMENT_JSON,
        messageId,
        List.of(draft.finish(messageId, raw.sender(), 0, NAMES, bankOfDomain)));
  }

  /** Who tells no date wants the day on which it comes in, by UTC. */
  private static @Nullable LocalDate settlementDate(RawMessage raw, Obj payment) {
    if (!payment.has("settlementDate")) {
      return LocalDate.ofInstant(raw.receivedAt(), ZoneOffset.UTC);
    }
    LocalDate date = payment.read("settlementDate", Texts::date);
    return date == null
        ? null
        : payment.read("settlementDate", text -> Texts.settlementDate(date, null));
  }

  /** Who tells no message identification has one in his idempotency key or his reference. */
  private static String messageId(RawMessage raw, Obj payment, Draft draft) {
    String told = payment.read("messageId", Texts::reference);
    if (told != null) {
      return told;
    }
    String key = raw.idempotencyKey();
    String readable = key == null ? null : new Faults().read("", key, Texts::reference);
    if (readable != null) {
      return readable;
    }
    return draft.endToEndId == null ? Texts.NOT_PROVIDED : draft.endToEndId;
  }

  private static ChargeBearer chargeBearer(String text) {
    for (ChargeBearer bearer : ChargeBearer.values()) {
      if (bearer.name().equals(text)) {
        return bearer;
      }
    }
    throw new Malformed(
        "charge-bearer.code", ReasonCode.CH16, "charge bearer is not one of the codes");
  }

  private static @Nullable Money money(Obj payment, String name) {
    Obj money = payment.object(name, MONEY);
    if (money == null) {
      return null;
    }
    String value = money.text("value");
    String currency = money.text("currency");
    if (value == null || currency == null) {
      money.faults.missing(money.path(value == null ? "value" : "currency"));
      return null;
    }
    return money.read("value", text -> Texts.amount(text, currency));
  }

  private void debtor(Obj payment, Draft draft) {
    draft.debtorBank = ours;
    Obj debtor = payment.object("debtor", DEBTOR);
    if (debtor != null) {
      draft.debtor = party(debtor);
      draft.debtorAccount = debtor.read("account", AccountReference::of);
      if (debtor.has("bank")) {
        draft.debtorBank = debtor.read("bank", Texts::bic);
      }
    }
    draft.instructingBank = draft.debtorBank;
  }

  private static @Nullable Party party(Obj party) {
    String name = party.read("name", text -> Texts.text(text, Party.NAME_MAX));
    List<String> address = party.lines("addressLines", ADDRESS_LINE_MAX, ADDRESS_LINES_MAX);
    String country = party.read("country", Texts::country);
    LocalDate born = party.read("birthDate", Texts::date);
    String identifier = party.read("identifier", text -> Texts.text(text, IDENTIFIER_MAX));
    if (name == null) {
      if (!party.has("name")) {
        party.faults.missing(party.path("name"));
      }
      return null;
    }
    return new Party(name, address, country, born, identifier);
  }

  private static void beneficiary(Obj payment, Draft draft) {
    Obj to = payment.object("beneficiary", BENEFICIARY);
    if (to == null) {
      return;
    }
    draft.creditorBank = to.read("bank", Texts::bic);
    draft.creditorAccount = to.read("account", AccountReference::of);
    int ways = to.has("account") ? 1 : 0;
    if (to.has("nameAtBank")) {
      draft.alias = to.read("nameAtBank", NameAtBank::parse);
      ways++;
    }
    if (to.has("mobile")) {
      draft.alias = to.read("mobile", MobileNumber::new);
      ways++;
    }
    Obj id = to.object("nationalId", NATIONAL_ID);
    if (id != null) {
      String country = id.read("country", Texts::country);
      String number = country == null ? "" : country;
      draft.alias = id.read("number", text -> new NationalId(number, text));
      ways++;
    }
    if (ways > 1) {
      draft.faults.add(
          "beneficiary",
          "beneficiary.choice",
          ReasonCode.CH16,
          "must have one of account, nameAtBank, nationalId and mobile");
    }
  }

  /** An object of the payment, each of whose components is known. */
  private static final class Obj {
    private final JsonNode node;
    private final String at;
    private final Faults faults;

    Obj(JsonNode node, String at, Faults faults, Set<String> known) {
      this.node = node;
      this.at = at;
      this.faults = faults;
      for (String name : (Iterable<String>) node::fieldNames) {
        if (!known.contains(name)) {
          faults.add(
              path(shown(name)), "json.unknown", ReasonCode.CH16, "component is not known here");
        }
      }
    }

    private static String shown(String name) {
      return name.codePoints().allMatch(c -> c > ' ' && c < 0x7F) ? name : "?";
    }

    String path(String name) {
      return at.isEmpty() ? name : at + "." + name;
    }

    boolean has(String name) {
      return node.hasNonNull(name);
    }

    /** A string; null when it is not there, and a fault when it is something else. */
    @Nullable String text(String name) {
      JsonNode child = node.get(name);
      if (child == null || child.isNull() || child.isTextual()) {
        return child == null || child.isNull() ? null : child.textValue();
      }
      faults.add(path(name), "json.type", ReasonCode.CH16, "must be a string");
      return null;
    }

    <T> @Nullable T read(String name, Function<String, T> type) {
      return faults.read(path(name), text(name), type);
    }

    @Nullable Obj object(String name, Set<String> known) {
      JsonNode child = node.get(name);
      if (child == null || child.isNull()) {
        return null;
      }
      if (!child.isObject()) {
        faults.add(path(name), "json.type", ReasonCode.CH16, "must be an object");
        return null;
      }
      return new Obj(child, path(name), faults, known);
    }

    List<String> lines(String name, int lengthMax, int linesMax) {
      JsonNode child = node.get(name);
      if (child == null || child.isNull()) {
        return List.of();
      }
      if (!child.isArray() || child.size() > linesMax) {
        faults.add(
            path(name),
            "json.lines",
            ReasonCode.CH16,
            "must be an array of at most " + linesMax + " strings");
        return List.of();
      }
      List<String> lines = new ArrayList<>();
      for (int i = 0; i < child.size(); i++) {
        String where = path(name) + "[" + i + "]";
        JsonNode line = child.get(i);
        if (!line.isTextual()) {
          faults.add(where, "json.type", ReasonCode.CH16, "must be a string");
          continue;
        }
        String text = faults.read(where, line.textValue(), t -> Texts.text(t, lengthMax));
        if (text != null) {
          lines.add(text);
        }
      }
      return lines;
    }
  }
}
