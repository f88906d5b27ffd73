package org.corridor.ledger.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class LedgerMainTest {
  @TempDir Path folder;

  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  private int run(List<String> args) {
    PrintStream errors = new PrintStream(err, true, StandardCharsets.UTF_8);
    return LedgerMain.run(args, System.out, errors);
  }

  private String message() {
    return err.toString(StandardCharsets.UTF_8);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "fly | usage",
        "run | --passphrase is missing",
        "run --passphrase | --passphrase needs a value",
        "run --passphrase P --port x --data D | --port must be a number",
        "run --passphrase P --port 70000 --data D | --port must be a number",
        "run --passphrase P --passphrase Q | --passphrase is given twice",
        "run --speed 9 | unknown option --speed"
      })
  void refusesWrongArgumentsInWords(String arguments, String message) {
    assertThat(run(Arrays.asList(arguments.split(" ")))).isEqualTo(2);
    assertThat(message()).contains(message);
  }

  @Test
  void saysThatThePortIsInUse() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      int status =
          run(
              List.of(
                  "run",
                  "--passphrase",
                  "Corridor test network",
                  "--port",
                  Integer.toString(taken.getLocalPort()),
                  "--data",
                  folder.toString()));
      assertThat(status).isEqualTo(2);
      assertThat(message()).contains("the port is in use").hasLineCount(1);
    }
  }
}
