package org.corridor.domain.party;

import org.corridor.domain.Malformed;
import org.corridor.domain.ReasonCode;

/**
 * An account on the ledger: a public Ed25519 key in the text form of SEP-23 ({@code G...}, base 32
 * with a CRC-16/XMODEM checksum).
 *
 * @param value 56 characters
 */
public record LedgerAddress(String value) {
  private static final String BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  private static final int LENGTH = 56;
  private static final int PAYLOAD_BYTES = 33;

  /**
   * Checks form and checksum.
   *
   * @throws Malformed when it is not an account address
   */
  public LedgerAddress {
    if (value.length() != LENGTH || value.charAt(0) != 'G' || !checksumHolds(value)) {
      throw new Malformed(
          "ledger.address", ReasonCode.AC01, "not an account address of the ledger");
    }
  }

  private static boolean checksumHolds(String text) {
    byte[] bytes = new byte[LENGTH * 5 / 8];
    int buffer = 0;
    int bits = 0;
    int out = 0;
    for (int i = 0; i < LENGTH; i++) {
      int digit = BASE32.indexOf(text.charAt(i));
      if (digit < 0) {
        return false;
      }
      buffer = (buffer << 5 | digit) & 0xFFF;
      bits += 5;
      if (bits >= 8) {
        bits -= 8;
        bytes[out++] = (byte) (buffer >> bits);
      }
    }
    int crc = 0;
    for (int i = 0; i < PAYLOAD_BYTES; i++) {
      crc ^= (bytes[i] & 0xFF) << 8;
      for (int bit = 0; bit < 8; bit++) {
        crc = (crc & 0x8000) != 0 ? crc << 1 ^ 0x1021 : crc << 1;
      }
      crc &= 0xFFFF;
    }
    return (bytes[33] & 0xFF) == (crc & 0xFF) && (bytes[34] & 0xFF) == crc >> 8;
  }

  @Override
  public String toString() {
    return value;
  }
}
