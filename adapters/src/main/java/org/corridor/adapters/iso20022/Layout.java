package org.corridor.adapters.iso20022;

import static org.corridor.adapters.iso20022.Field.Occurrence.ALL;
import static org.corridor.adapters.iso20022.Field.Occurrence.FIRST;
import static org.corridor.adapters.iso20022.Field.Occurrence.ONE;

import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.corridor.adapters.codec.check.Draft;
import org.corridor.domain.message.MessageType;
import org.corridor.domain.party.Party;
import org.corridor.domain.payment.CreditTransfer;
import org.jspecify.annotations.Nullable;

/**
 * Where a message type keeps what a credit transfer needs: one table for each, in the order of the
 * message. What stands nowhere in a message is null.
 */
final class Layout {
  /** What all namespaces of ISO 20022 messages begin with. */
  static final String NAMESPACE_PREFIX = "urn:iso:std:iso:20022:tech:xsd:";

  private static final int NUMBER_MAX = 40;
  private static final int CODE_MAX = 35;
  private static final int PROXY_MAX = 330;
  private static final int REMITTANCE_MAX = 140;

  private static final String TRANSACTION_TAIL =
      "IntrmyAgt1 IntrmyAgt1Acct IntrmyAgt2 IntrmyAgt2Acct IntrmyAgt3 IntrmyAgt3Acct ";

  static final Map<String, Layout> BY_NAMESPACE =
      Stream.of(pacs008(), pain001(MessageType.PAIN_001_09), pain001(MessageType.PAIN_001_03))
          .collect(Collectors.toMap(l -> l.namespace, l -> l));

  final MessageType type;
  final String namespace;
  final Node root;
  private int size;

  /** Where the fields of each level begin: those before stay when a level starts anew. */
  int instructionFrom;

  int transactionFrom;

  // What follows is set once by the factory methods below.
  @SuppressWarnings("NullAway.Init")
  Field messageId;

  @SuppressWarnings("NullAway.Init")
  Field created;

  @SuppressWarnings("NullAway.Init")
  Field count;

  @SuppressWarnings("NullAway.Init")
  Field sum;

  @Nullable Field total;
  @Nullable Field groupDate;
  @Nullable Field groupInstructing;
  @Nullable Field settlementMethod;
  @Nullable Field instructionCount;
  @Nullable Field instructionSum;
  @Nullable Field paymentMethod;
  @Nullable Field groupChargeBearer;
  @Nullable Field dateTime;
  @Nullable Field uetr;
  @Nullable Field transactionId;
  @Nullable Field instructed;
  @Nullable Field equivalent;
  @Nullable Field instructing;
  @Nullable Field proxyId;
  @Nullable Field proxyCode;
  @Nullable Field proxyProprietary;

  @SuppressWarnings("NullAway.Init")
  Field date;

  @SuppressWarnings("NullAway.Init")
  Field instructionId;

  @SuppressWarnings("NullAway.Init")
  Field endToEndId;

  @SuppressWarnings("NullAway.Init")
  Field amount;

  @SuppressWarnings("NullAway.Init")
  Field chargeBearer;

  @SuppressWarnings("NullAway.Init")
  PartyFields debtor;

  @SuppressWarnings("NullAway.Init")
  AccountFields debtorAccount;

  @SuppressWarnings("NullAway.Init")
  Field debtorBank;

  @SuppressWarnings("NullAway.Init")
  PartyFields creditor;

  @SuppressWarnings("NullAway.Init")
  AccountFields creditorAccount;

  @SuppressWarnings("NullAway.Init")
  Field creditorBank;

  @SuppressWarnings("NullAway.Init")
  Field purpose;

  @SuppressWarnings("NullAway.Init")
  Field remittance;

  @SuppressWarnings("NullAway.Init")
  Draft.Fields names;

  private Layout(MessageType type, String root) {
    this.type = type;
    this.namespace = NAMESPACE_PREFIX + type.id();
    this.root = new Node(root);
  }

  /** How many fields it has. */
  int size() {
    return size;
  }

  /** Where a party's components stand. */
  record PartyFields(
      Field name,
      Field department,
      Field subDepartment,
      Field street,
      Field buildingNumber,
      Field buildingName,
      Field floor,
      Field box,
      Field room,
      Field postCode,
      Field town,
      Field townLocation,
      Field district,
      Field subDivision,
      Field country,
      Field lines,
      Field residence,
      Field birthDate,
      Field personId,
      Field organisationBic,
      Field organisationLei,
      Field organisationId) {}

  /** Where an account's identifier stands. */
  record AccountFields(Field iban, Field other) {}

  private static Layout pacs008() {
    Layout l = new Layout(MessageType.PACS_008, "FIToFICstmrCdtTrf");
    l.root.closed("GrpHdr! CdtTrfTxInf!* SplmtryData*");
    l.root
        .child("GrpHdr")
        .closed(
            "MsgId! CreDtTm! BtchBookg NbOfTxs! CtrlSum TtlIntrBkSttlmAmt IntrBkSttlmDt SttlmInf!"
                + " PmtTpInf InstgAgt InstdAgt");
    l.header();
    l.total = l.one("GrpHdr/TtlIntrBkSttlmAmt", NUMBER_MAX);
    l.groupDate = l.one("GrpHdr/IntrBkSttlmDt", CODE_MAX);
    l.settlementMethod = l.one("GrpHdr/SttlmInf/SttlmMtd", CODE_MAX);
    l.groupInstructing = l.bank("GrpHdr/InstgAgt");
    l.instructionFrom = l.size;
    l.transactionFrom = l.size;
    String tx = "CdtTrfTxInf";
    l.transaction(
        tx,
        "PmtId! PmtTpInf IntrBkSttlmAmt! IntrBkSttlmDt SttlmPrty SttlmTmIndctn SttlmTmReq"
            + " AccptncDtTm PoolgAdjstmntDt InstdAmt XchgRate ChrgBr! ChrgsInf* PrvsInstgAgt1"
            + " PrvsInstgAgt1Acct PrvsInstgAgt2 PrvsInstgAgt2Acct PrvsInstgAgt3 PrvsInstgAgt3Acct"
            + " InstgAgt InstdAgt "
            + TRANSACTION_TAIL
            + "UltmtDbtr InitgPty Dbtr! DbtrAcct DbtrAgt! DbtrAgtAcct CdtrAgt! CdtrAgtAcct Cdtr!"
            + " CdtrAcct UltmtCdtr InstrForCdtrAgt* InstrForNxtAgt* Purp RgltryRptg* Tax"
            + " RltdRmtInf* RmtInf SplmtryData*",
        "InstrId EndToEndId! TxId UETR ClrSysRef");
    l.transactionId = l.one(tx + "/PmtId/TxId", CreditTransfer.REFERENCE_MAX);
    l.uetr = l.one(tx + "/PmtId/UETR", CODE_MAX + 1);
    l.amount = l.one(tx + "/IntrBkSttlmAmt", NUMBER_MAX);
    l.date = l.one(tx + "/IntrBkSttlmDt", CODE_MAX);
    l.instructed = l.one(tx + "/InstdAmt", NUMBER_MAX);
    l.instructing = l.bank(tx + "/InstgAgt");
    l.debtorSide(tx);
    l.creditorSide(tx, true);
    l.names = l.names(tx, tx + "/InstgAgt", tx + "/Dbtr", "/IntrBkSttlmAmt");
    return l;
  }

  private static Layout pain001(MessageType type) {
    boolean is2019 = type == MessageType.PAIN_001_09;
    Layout l = new Layout(type, "CstmrCdtTrfInitn");
    l.root.closed(is2019 ? "GrpHdr! PmtInf!* SplmtryData*" : "GrpHdr! PmtInf!*");
    l.root.child("GrpHdr").closed("MsgId! CreDtTm! Authstn* NbOfTxs! CtrlSum InitgPty! FwdgAgt");
    l.header();
    l.groupInstructing = l.bank("GrpHdr/FwdgAgt");
    l.instructionFrom = l.size;
    Node instruction = l.root.child("PmtInf");
    instruction.part = Node.Part.INSTRUCTION;
    instruction.closed(
        "PmtInfId! PmtMtd! BtchBookg NbOfTxs CtrlSum PmtTpInf ReqdExctnDt! PoolgAdjstmntDt Dbtr!"
            + " DbtrAcct! DbtrAgt! DbtrAgtAcct"
            + (is2019 ? " InstrForDbtrAgt" : "")
            + " UltmtDbtr ChrgBr ChrgsAcct ChrgsAcctAgt CdtTrfTxInf!*");
    l.one("PmtInf/PmtInfId", CreditTransfer.REFERENCE_MAX);
    l.paymentMethod = l.one("PmtInf/PmtMtd", CODE_MAX);
    l.instructionCount = l.one("PmtInf/NbOfTxs", NUMBER_MAX);
    l.instructionSum = l.one("PmtInf/CtrlSum", NUMBER_MAX);
    l.date = l.one("PmtInf/ReqdExctnDt" + (is2019 ? "/Dt" : ""), CODE_MAX);
    l.dateTime = is2019 ? l.one("PmtInf/ReqdExctnDt/DtTm", CODE_MAX) : null;
    l.groupChargeBearer = l.one("PmtInf/ChrgBr", CODE_MAX);
    l.debtorSide("PmtInf");
    l.transactionFrom = l.size;
    String tx = "PmtInf/CdtTrfTxInf";
    l.transaction(
        tx,
        "PmtId! PmtTpInf Amt! XchgRateInf ChrgBr ChqInstr UltmtDbtr "
            + TRANSACTION_TAIL
            + "CdtrAgt CdtrAgtAcct Cdtr CdtrAcct UltmtCdtr InstrForCdtrAgt* InstrForDbtrAgt Purp"
            + " RgltryRptg* Tax RltdRmtInf* RmtInf"
            + (is2019 ? " SplmtryData*" : ""),
        is2019 ? "InstrId EndToEndId! UETR" : "InstrId EndToEndId!");
    l.uetr = is2019 ? l.one(tx + "/PmtId/UETR", CODE_MAX + 1) : null;
    l.amount = l.one(tx + "/Amt/InstdAmt", NUMBER_MAX);
    l.equivalent = l.one(tx + "/Amt/EqvtAmt/Amt", NUMBER_MAX);
    l.creditorSide(tx, is2019);
    l.names = l.names(tx, "PmtInf/DbtrAgt", "PmtInf/Dbtr", "/Amt/InstdAmt");
    return l;
  }

  private void header() {
    messageId = one("GrpHdr/MsgId", CreditTransfer.REFERENCE_MAX);
    created = one("GrpHdr/CreDtTm", CODE_MAX);
    count = one("GrpHdr/NbOfTxs", NUMBER_MAX);
    sum = one("GrpHdr/CtrlSum", NUMBER_MAX);
  }

  private void transaction(String tx, String children, String identification) {
    Node node = root.child(tx);
    node.part = Node.Part.TRANSACTION;
    node.closed(children);
    node.child("PmtId").closed(identification);
    instructionId = one(tx + "/PmtId/InstrId", CreditTransfer.REFERENCE_MAX);
    endToEndId = one(tx + "/PmtId/EndToEndId", CreditTransfer.REFERENCE_MAX);
    chargeBearer = one(tx + "/ChrgBr", CODE_MAX);
  }

  private void debtorSide(String at) {
    debtor = party(at + "/Dbtr");
    debtorAccount = account(at + "/DbtrAcct");
    debtorBank = bank(at + "/DbtrAgt");
  }

  private void creditorSide(String at, boolean hasProxy) {
    creditorBank = bank(at + "/CdtrAgt");
    creditor = party(at + "/Cdtr");
    creditorAccount = account(at + "/CdtrAcct");
    if (hasProxy) {
      proxyId = one(at + "/CdtrAcct/Prxy/Id", PROXY_MAX);
      proxyCode = one(at + "/CdtrAcct/Prxy/Tp/Cd", CODE_MAX);
      proxyProprietary = one(at + "/CdtrAcct/Prxy/Tp/Prtry", CODE_MAX);
    }
    purpose = one(at + "/Purp/Cd", CODE_MAX);
    remittance = add(at + "/RmtInf/Ustrd", REMITTANCE_MAX, ALL);
    // Structured references are kept as lines of their own, in the order of the message.
    for (String structured :
        new String[] {"Strd/RfrdDocInf/Nb", "Strd/CdtrRefInf/Ref", "Strd/AddtlRmtInf"}) {
      root.child(at + "/RmtInf/" + structured).field = remittance;
    }
  }

  private Draft.Fields names(String tx, String instructingAt, String debtorAt, String amountAt) {
    return new Draft.Fields(
        tx,
        endToEndId.path(),
        tx + amountAt,
        date.path(),
        chargeBearer.path(),
        instructingAt,
        debtorAt,
        debtorBank.path(),
        tx + "/Cdtr",
        tx + "/CdtrAcct",
        creditorBank.path(),
        tx + "/RmtInf");
  }

  private PartyFields party(String at) {
    String address = at + "/PstlAdr/";
    return new PartyFields(
        one(at + "/Nm", Party.NAME_MAX),
        one(address + "Dept", 70),
        one(address + "SubDept", 70),
        one(address + "StrtNm", 70),
        one(address + "BldgNb", 16),
        one(address + "BldgNm", 35),
        one(address + "Flr", 70),
        one(address + "PstBx", 16),
        one(address + "Room", 70),
        one(address + "PstCd", 16),
        one(address + "TwnNm", 35),
        one(address + "TwnLctnNm", 35),
        one(address + "DstrctNm", 35),
        one(address + "CtrySubDvsn", 35),
        one(address + "Ctry", CODE_MAX),
        add(address + "AdrLine", 70, ALL),
        one(at + "/CtryOfRes", CODE_MAX),
        one(at + "/Id/PrvtId/DtAndPlcOfBirth/BirthDt", CODE_MAX),
        add(at + "/Id/PrvtId/Othr/Id", CODE_MAX, FIRST),
        one(
            at + "/Id/OrgId/" + (type == MessageType.PAIN_001_03 ? "BICOrBEI" : "AnyBIC"),
            CODE_MAX),
        one(at + "/Id/OrgId/LEI", CODE_MAX),
        add(at + "/Id/OrgId/Othr/Id", CODE_MAX, FIRST));
  }

  private AccountFields account(String at) {
    return new AccountFields(one(at + "/Id/IBAN", NUMBER_MAX), one(at + "/Id/Othr/Id", NUMBER_MAX));
  }

  private Field bank(String at) {
    return one(at + "/FinInstnId/" + (type == MessageType.PAIN_001_03 ? "BIC" : "BICFI"), CODE_MAX);
  }

  private Field one(String path, int lengthMax) {
    return add(path, lengthMax, ONE);
  }

  private Field add(String path, int lengthMax, Field.Occurrence occurrence) {
    Field field = new Field(path, size++, lengthMax, occurrence);
    root.child(path).field = field;
    return field;
  }
}
