package org.corridor.ledger.horizon;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.stellar.sdk.StrKey;
import org.stellar.sdk.xdr.CryptoKeyType;
import org.stellar.sdk.xdr.MuxedAccount;
import org.stellar.sdk.xdr.Uint256;
import org.stellar.sdk.xdr.Uint64;
import org.stellar.sdk.xdr.XdrUnsignedHyperInteger;

class TextTest {
  @ParameterizedTest
  @CsvSource({
    "0, 0.0000000",
    "1, 0.0000001",
    "-1, -0.0000001",
    "10000000, 1.0000000",
    "-25000000, -2.5000000",
    "9223372036854775807, 922337203685.4775807",
    "-9223372036854775808, -922337203685.4775808"
  })
  void writesAmountsWithSevenPlaces(long stroops, String text) {
    assertThat(Text.amount(stroops)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({"1, 80, 0.0125000", "1, 79, 0.0126582", "7, 1, 7.0000000", "2, 3, 0.6666667"})
  void writesPricesRounded(int n, int d, String text) {
    assertThat(Text.price(n, d)).isEqualTo(text);
  }

  @Test
  void writesMultiplexedAddressesAsTheRecordingHasThem() {
    MuxedAccount account = new MuxedAccount();
    account.setDiscriminant(CryptoKeyType.KEY_TYPE_MUXED_ED25519);
    MuxedAccount.MuxedAccountMed25519 med = new MuxedAccount.MuxedAccountMed25519();
    med.setId(new Uint64(new XdrUnsignedHyperInteger(BigInteger.valueOf(420))));
    med.setEd25519(
        new Uint256(
            StrKey.decodeEd25519PublicKey(
                "GDV3EUF2VGGRWTEOLV6Z5OF63XIQ4RYU3EYU6BYFVVG3USGXGSBXFTFH")));
    account.setMed25519(med);
    assertThat(Text.muxed(account))
        .isEqualTo("MDV3EUF2VGGRWTEOLV6Z5OF63XIQ4RYU3EYU6BYFVVG3USGXGSBXEAAAAAAAAAABUQLWC");
    assertThat(Text.muxedId(account)).isEqualTo("420");
  }

  @Test
  void showsTimesBeyondTheCalendar() {
    assertThat(Text.time(0)).isEqualTo("1970-01-01T00:00:00Z");
    assertThat(Text.time(253_402_300_800L)).isEqualTo("10000-01-01T00:00:00Z");
    assertThat(Text.time(Long.MAX_VALUE)).isEqualTo("1000000000-12-31T23:59:59Z");
    assertThat(Text.time(Long.MIN_VALUE)).startsWith("-1000000000-");
  }
}
