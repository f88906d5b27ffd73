package org.corridor.domain.message;

import org.corridor.domain.ReasonCode;

/**
 * One thing wrong with a message.
 *
 * @param field where: a path such as {@code CdtTrfTxInf[2]/CdtrAcct/Id/IBAN} or {@code 32A}
 * @param rule the broken rule's stable name, for example {@code iban.checksum}
 * @param code the ISO external status reason
 * @param explanation in words, without the value
 */
public record Fault(String field, String rule, ReasonCode code, String explanation) {}
