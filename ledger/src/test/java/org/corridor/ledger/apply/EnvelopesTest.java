package org.corridor.ledger.apply;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Objects;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EnvelopesTest {
  private static final Pattern ENVELOPE = Pattern.compile("\"envelope\":\"([^\"]+)\"");
  private static final int DAMAGES = 20;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "02-credit",
        "05-signers",
        "06-claimable-balances",
        "09-everything",
        "10-everything"
      })
  void decodesRecordedEnvelopesAndSurvivesDamagedOnes(String name) throws IOException {
    Random random = new Random(7);
    int decoded = 0;
    Matcher matcher = ENVELOPE.matcher(read("/recordings/" + name + ".jsonl.gz"));
    while (matcher.find()) {
      byte[] bytes = Base64.getDecoder().decode(matcher.group(1));
      assertThat(Envelopes.decode(bytes)).isPresent();
      assertThat(Envelopes.decode(Arrays.copyOf(bytes, bytes.length - 4))).isEmpty();
      for (int i = 0; i < DAMAGES; i++) {
        byte[] damaged = bytes.clone();
        damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
        assertThat(Envelopes.decode(damaged)).isNotNull();
      }
      decoded++;
    }
    assertThat(decoded).isGreaterThan(100);
  }

  private static String read(String resource) throws IOException {
    try (InputStream plain =
        new GZIPInputStream(
            Objects.requireNonNull(EnvelopesTest.class.getResourceAsStream(resource)))) {
      return new String(plain.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Test
  void refusesWhatIsNoEnvelope() {
    byte[] hugeArray = new byte[100];
    hugeArray[3] = 2;
    Arrays.fill(hugeArray, 60, 64, (byte) 0x7f);
    assertThat(Envelopes.decode(hugeArray)).isEmpty();
    assertThat(Envelopes.decode(new byte[Envelopes.LENGTH_MAX + 1])).isEmpty();
    assertThat(Envelopes.decode(new byte[0])).isEmpty();
  }
}
