package org.corridor.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretsTest {
  @Test
  void keepsWhatItMadeAtFirst(@TempDir Path folder) {
    String first = new Secrets(folder.resolve("s"), new SecureRandom()).token("a");

    assertThat(new Secrets(folder.resolve("s"), new SecureRandom()).token("a")).isEqualTo(first);
    assertThat(new Secrets(folder.resolve("s"), new SecureRandom()).token("b")).isNotEqualTo(first);
  }

  @Test
  void letsOnlyTheOwnerRead(@TempDir Path folder) throws IOException {
    new Secrets(folder.resolve("s"), new SecureRandom()).token("a");

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("s"))))
        .isEqualTo("rwx------");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("s/a"))))
        .isEqualTo("rw-------");
  }

  @Test
  void makesAComplianceKeyThatCanBeReadBack(@TempDir Path folder) {
    Secrets secrets = new Secrets(folder.resolve("s"), new SecureRandom());
    var pair = ComplianceKeys.own(secrets);

    assertThat(ComplianceKeys.own(secrets).getPrivate()).isEqualTo(pair.getPrivate());
  }
}
