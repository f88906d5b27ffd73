package org.corridor.adapters.persistence;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.Currency;
import java.util.function.Function;
import org.corridor.domain.money.Asset;
import org.corridor.domain.money.LedgerAmount;
import org.corridor.domain.money.Money;
import org.corridor.domain.party.AccountReference;
import org.corridor.domain.party.AccountReference.IbanAccount;
import org.corridor.domain.party.AccountReference.OtherAccount;
import org.corridor.domain.party.BeneficiaryAddress;
import org.corridor.domain.party.BeneficiaryAddress.AccountAtBank;
import org.corridor.domain.party.BeneficiaryAddress.MobileNumber;
import org.corridor.domain.party.BeneficiaryAddress.NameAtBank;
import org.corridor.domain.party.BeneficiaryAddress.NationalId;
import org.corridor.domain.party.Bic;
import org.corridor.domain.party.Iban;
import org.corridor.domain.party.LedgerAddress;
import org.corridor.domain.payment.Uetr;

/**
 * The stored form of records: compact JSON. Value types are their text, sealed types are told by
 * the name of their one property, everything else is its components by name. Null components are
 * left out. A stored document that has anything unknown is refused: a later form has another
 * version (see {@link Facts}).
 */
final class Stored {
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .addModule(values())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .visibility(PropertyAccessor.ALL, Visibility.NONE)
          .visibility(PropertyAccessor.FIELD, Visibility.ANY)
          .visibility(PropertyAccessor.CREATOR, Visibility.ANY)
          .defaultPropertyInclusion(
              JsonInclude.Value.construct(
                  JsonInclude.Include.NON_NULL, JsonInclude.Include.NON_NULL))
          .build();

  private Stored() {}

  static String write(Object value) {
    try {
      return JSON.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("every record that is stored can be written", e);
    }
  }

  static <T> T read(String text, Class<T> type) {
    try {
      return JSON.readValue(text, type);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a stored " + type.getSimpleName() + " cannot be read", e);
    }
  }

  static <T> T read(String text, TypeReference<T> type) {
    try {
      return JSON.readValue(text, type);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a stored " + type.getType() + " cannot be read", e);
    }
  }

  private static SimpleModule values() {
    SimpleModule module = new SimpleModule("corridor-values");
    text(module, Uetr.class, Uetr::value, Uetr::new);
    text(module, Bic.class, Bic::value, Bic::new);
    text(module, Iban.class, Iban::value, Iban::new);
    text(module, LedgerAddress.class, LedgerAddress::value, LedgerAddress::new);
    text(module, Asset.class, Asset::toString, Asset::parse);
    text(module, LedgerAmount.class, LedgerAmount::toString, LedgerAmount::parse);
    text(module, Currency.class, Currency::getCurrencyCode, Currency::getInstance);
    text(module, Money.class, Money::toString, Stored::money);
    module.addSerializer(AccountReference.class, writer(Stored::writeAccount));
    module.addDeserializer(AccountReference.class, reader(Stored::account));
    module.addSerializer(BeneficiaryAddress.class, writer(Stored::writeAddress));
    module.addDeserializer(BeneficiaryAddress.class, reader(Stored::address));
    return module;
  }

  static Money money(String text) {
    int space = text.indexOf(' ');
    return new Money(
        new BigDecimal(text.substring(0, space)), Currency.getInstance(text.substring(space + 1)));
  }

  private static void writeAccount(AccountReference account, JsonGenerator to) throws IOException {
    to.writeStartObject();
    switch (account) {
      case IbanAccount a -> to.writeStringField("iban", a.iban().value());
      case OtherAccount a -> to.writeStringField("other", a.identifier());
    }
    to.writeEndObject();
  }

  private static AccountReference account(JsonNode node) {
    return node.has("iban")
        ? new IbanAccount(new Iban(node.get("iban").asText()))
        : new OtherAccount(node.required("other").asText());
  }

  private static void writeAddress(BeneficiaryAddress address, JsonGenerator to)
      throws IOException {
    to.writeStartObject();
    switch (address) {
      case NameAtBank a -> to.writeStringField("name", a.text());
      case AccountAtBank a -> {
        to.writeStringField("bank", a.bank().value());
        to.writeFieldName("account");
        writeAccount(a.account(), to);
      }
      case NationalId a -> to.writeStringField("nationalId", a.country() + ":" + a.number());
      case MobileNumber a -> to.writeStringField("mobile", a.number());
    }
    to.writeEndObject();
  }

  private static BeneficiaryAddress address(JsonNode node) {
    if (node.has("account")) {
      return new AccountAtBank(
          account(node.get("account")), new Bic(node.required("bank").asText()));
    }
    if (node.has("name")) {
      return NameAtBank.parse(node.get("name").asText());
    }
    if (node.has("mobile")) {
      return new MobileNumber(node.get("mobile").asText());
    }
    String id = node.required("nationalId").asText();
    int colon = id.indexOf(':');
    return new NationalId(id.substring(0, colon), id.substring(colon + 1));
  }

  private static <T> void text(
      SimpleModule module, Class<T> type, Function<T, String> write, Function<String, T> read) {
    module.addSerializer(type, writer((value, to) -> to.writeString(write.apply(value))));
    module.addDeserializer(
        type,
        new JsonDeserializer<T>() {
          @Override
          public T deserialize(JsonParser from, DeserializationContext context) throws IOException {
            return read.apply(from.getText());
          }
        });
  }

  private static <T> JsonSerializer<T> writer(Write<T> write) {
    return new JsonSerializer<>() {
      @Override
      public void serialize(T value, JsonGenerator to, SerializerProvider provider)
          throws IOException {
        write.write(value, to);
      }
    };
  }

  private static <T> JsonDeserializer<T> reader(Function<JsonNode, T> read) {
    return new JsonDeserializer<>() {
      @Override
      public T deserialize(JsonParser from, DeserializationContext context) throws IOException {
        return read.apply(from.readValueAsTree());
      }
    };
  }

  /** Writes one value. */
  private interface Write<T> {
    void write(T value, JsonGenerator to) throws IOException;
  }
}
