package org.corridor.adapters.codec;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.corridor.adapters.iso20022.TransferForms;
import org.corridor.adapters.swift.Mt103Form;
import org.corridor.domain.party.Bic;
import org.corridor.domain.payment.CreditTransfer;

/** Writes credit transfers as the messages in which they travel. Thread-safe; same in, same out. */
public final class MessageForms {
  private final TransferForms iso = new TransferForms();

  /** Makes the forms. */
  public MessageForms() {}

  /**
   * Writes a pacs.008.001.08, settled by the instructed agent's account.
   *
   * @param transfer what to write
   * @param created when the message is written
   */
  public byte[] pacs008(CreditTransfer transfer, Instant created) {
    return iso.pacs008(List.of(transfer), created);
  }

  /**
   * Writes a pacs.008.001.08 of several transfers.
   *
   * @param transfers at least one, all with the same message identification
   * @param created when the message is written
   */
  public byte[] pacs008(List<CreditTransfer> transfers, Instant created) {
    return iso.pacs008(transfers, created);
  }

  /**
   * Writes a pain.001.001.09, which tells no instructed amount besides the amount.
   *
   * @param transfers at least one, all of one message, debtor and date
   * @param created when the message is written
   */
  public byte[] pain001(List<CreditTransfer> transfers, Instant created) {
    return iso.pain001(transfers, created);
  }

  /**
   * Writes an MT103 from the transfer's instructing bank.
   *
   * @param transfer what to write
   * @param receiver the bank to which it goes
   * @return empty when an MT103 cannot hold the transfer: it has other characters, a longer
   *     reference, more lines
   */
  public Optional<byte[]> mt103(CreditTransfer transfer, Bic receiver) {
    return Mt103Form.write(transfer, receiver);
  }
}
