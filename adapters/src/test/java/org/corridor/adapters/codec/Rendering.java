package org.corridor.adapters.codec;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.corridor.domain.message.Decoded;
import org.corridor.domain.message.Decoded.Transaction;
import org.corridor.domain.message.Fault;
import org.corridor.domain.party.BeneficiaryAddress.AccountAtBank;
import org.corridor.domain.party.BeneficiaryAddress.MobileNumber;
import org.corridor.domain.party.BeneficiaryAddress.NameAtBank;
import org.corridor.domain.party.BeneficiaryAddress.NationalId;
import org.corridor.domain.party.Party;
import org.corridor.domain.payment.CreditTransfer;

/** Shows what was read, in full, for golden files. */
final class Rendering {
  private static final ObjectMapper MAPPER =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  private Rendering() {}

  static String json(Decoded decoded) {
    try {
      return MAPPER.writeValueAsString(tree(decoded)) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Map<String, Object> tree(Decoded decoded) {
    Map<String, Object> tree = new LinkedHashMap<>();
    switch (decoded) {
      case Decoded.Understood u -> {
        tree.put("type", u.type().id());
        tree.put("messageId", u.messageId());
        tree.put("transactions", u.transactions().stream().map(Rendering::tree).toList());
      }
      case Decoded.Unreadable u -> {
        tree.put("unreadable", u.type() == null ? "unknown" : u.type().id());
        tree.put("messageId", u.messageId());
        tree.put("faults", faults(u.faults()));
      }
    }
    return tree;
  }

  private static Map<String, Object> tree(Transaction transaction) {
    Map<String, Object> tree = new LinkedHashMap<>();
    switch (transaction) {
      case Transaction.Faulty f -> {
        tree.put("endToEndId", f.endToEndId());
        tree.put("uetr", f.uetr());
        tree.put("faults", faults(f.faults()));
      }
      case Transaction.Valid v -> transfer(tree, v.transfer());
    }
    return tree;
  }

  private static void transfer(Map<String, Object> tree, CreditTransfer t) {
    tree.put("uetr", t.uetr().value());
    tree.put("messageId", t.messageId());
    tree.put("instructionId", t.instructionId());
    tree.put("endToEndId", t.endToEndId());
    tree.put("settlementAmount", t.settlementAmount().toString());
    tree.put("settlementDate", t.settlementDate().toString());
    tree.put("instructedAmount", t.instructedAmount() == null ? null : t.instructedAmount() + "");
    tree.put("chargeBearer", t.chargeBearer().name());
    tree.put("instructingBank", t.instructingBank().value());
    tree.put("debtor", party(t.debtor()));
    tree.put("debtorAccount", t.debtorAccount() == null ? null : t.debtorAccount().identifier());
    tree.put("debtorBank", t.debtorBank().value());
    tree.put("creditor", party(t.creditor()));
    tree.put(
        "beneficiary",
        t.beneficiary().kind()
            + " "
            + switch (t.beneficiary()) {
              case AccountAtBank a -> a.account().identifier() + " at " + a.bank();
              case NameAtBank n -> n.text();
              case NationalId n -> n.country() + " " + n.number();
              case MobileNumber m -> m.number();
            });
    tree.put("creditorBank", t.creditorBank().value());
    tree.put("purpose", t.purpose());
    tree.put("remittance", t.remittance());
  }

  private static Map<String, Object> party(Party party) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("name", party.name());
    tree.put("addressLines", party.addressLines());
    tree.put("country", party.country());
    tree.put("birthDate", party.birthDate() == null ? null : party.birthDate().toString());
    tree.put("identifier", party.identifier());
    return tree;
  }

  private static List<Map<String, String>> faults(List<Fault> faults) {
    return faults.stream()
        .map(
            fault -> {
              Map<String, String> tree = new LinkedHashMap<>();
              tree.put("field", fault.field());
              tree.put("rule", fault.rule());
              tree.put("code", fault.code().name());
              tree.put("explanation", fault.explanation());
              return tree;
            })
        .toList();
  }
}
