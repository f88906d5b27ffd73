package org.corridor.adapters.codec;

import java.util.List;
import java.util.Map;
import org.corridor.adapters.iso20022.CreditNotifications;
import org.corridor.adapters.iso20022.StatusReports;
import org.corridor.adapters.iso20022.XmlReader;
import org.corridor.adapters.swift.Mt103Reader;
import org.corridor.domain.ReasonCode;
import org.corridor.domain.message.AnswerType;
import org.corridor.domain.message.CreditNotification;
import org.corridor.domain.message.Decoded;
import org.corridor.domain.message.Fault;
import org.corridor.domain.message.MessageReader;
import org.corridor.domain.message.MessageType;
import org.corridor.domain.message.MessageWriter;
import org.corridor.domain.message.RawMessage;
import org.corridor.domain.message.StatusReport;
import org.corridor.domain.party.Bic;
import org.jspecify.annotations.Nullable;

/**
 * All messages that Corridor reads and writes. Tells by the first characters what a message is, and
 * hands it to its codec. Thread-safe; holds no state.
 */
public final class BankMessages implements MessageReader, MessageWriter {
  private final XmlReader xml;
  private final Mt103Reader swift;
  private final PaymentJson json;
  private final StatusReports reports;
  private final CreditNotifications notifications = new CreditNotifications();

  /**
   * Makes the codecs of one bank.
   *
   * @param ours our bank: in its name is answered, and it is the debtor's bank of a JSON payment
   *     that names none
   * @param bankOfDomain which bank a domain of {@code name*bank} addresses belongs to, for messages
   *     that name the address and not the bank
   */
  public BankMessages(Bic ours, Map<String, Bic> bankOfDomain) {
    this.xml = new XmlReader(bankOfDomain);
    this.swift = new Mt103Reader(bankOfDomain);
    this.json = new PaymentJson(ours, bankOfDomain);
    this.reports = new StatusReports(ours);
  }

  /**
   * Makes the codecs of one bank that knows no domains: who names a {@code name*bank} address must
   * name the bank, too.
   */
  public BankMessages(Bic ours) {
    this(ours, Map.of());
  }

  @Override
  public Decoded read(RawMessage raw) {
    if (raw.bytes().length > RawMessage.BYTES_MAX) {
      return unreadable(
          raw.expected(), "message.size", "message is larger than " + RawMessage.BYTES_MAX);
    }
    if (XmlReader.looksLikeXml(raw.bytes())) {
      return expected(raw.expected(), xml.read(raw));
    }
    if (Mt103Reader.looksLikeFin(raw.bytes())) {
      return expected(raw.expected(), swift.read(raw));
    }
    if (PaymentJson.looksLikeJson(raw.bytes())) {
      return expected(raw.expected(), json.read(raw));
    }
    return unreadable(raw.expected(), "message.unknown", "no message that is known here");
  }

  /** What came must be what the channel says it is; both versions of pain.001 are one kind. */
  private static Decoded expected(@Nullable MessageType expected, Decoded decoded) {
    if (expected == null) {
      return decoded;
    }
    return switch (decoded) {
      case Decoded.Understood u when !isOfKind(u.type(), expected) ->
          new Decoded.Unreadable(u.type(), u.messageId(), List.of(unexpected(expected)));
      case Decoded.Unreadable u when u.type() == null ->
          new Decoded.Unreadable(expected, u.messageId(), u.faults());
      case Decoded.Understood u -> u;
      case Decoded.Unreadable u -> u;
    };
  }

  private static boolean isOfKind(MessageType type, MessageType expected) {
    return type == expected || type.isInitiation() && expected.isInitiation();
  }

  private static Fault unexpected(MessageType expected) {
    return new Fault(
        "Document",
        "message.unexpected",
        ReasonCode.FF01,
        "this channel takes " + (expected.isInitiation() ? "pain.001" : expected.id()) + " only");
  }

  private static Decoded unreadable(@Nullable MessageType type, String rule, String explanation) {
    return new Decoded.Unreadable(
        type, null, List.of(new Fault("Document", rule, ReasonCode.FF01, explanation)));
  }

  @Override
  public byte[] statusReport(StatusReport report, AnswerType form) {
    return form == AnswerType.STATUS_JSON ? StatusJson.write(report) : reports.write(report, form);
  }

  @Override
  public byte[] creditNotification(CreditNotification notification) {
    return notifications.write(notification);
  }
}
