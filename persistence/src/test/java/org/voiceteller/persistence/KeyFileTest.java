package org.voiceteller.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeyFileTest {

  @ParameterizedTest
  @CsvSource({
    "1000, rw-------, false",
    "1000, r--------, false",
    "1000, r--r-----, true",
    "1000, rw----r--, true",
    "0, rw-------, false",
    "0, r--r-----, false",
    "0, rw-rw----, true",
    "0, r--r-x---, true",
    "0, r--r--r--, true",
  })
  void isForItsOwnerOrForAGroupThatRootLetsRead(int owner, String permissions, boolean open) {
    assertThat(KeyFile.isOpen(owner, PosixFilePermissions.fromString(permissions))).isEqualTo(open);
  }

  @Test
  void isLookedAtWhereALinkLeads(@TempDir Path secret) throws IOException {
    Path file = Files.writeString(secret.resolve("..2026_01_01.key"), "…");
    Path link = Files.createSymbolicLink(secret.resolve("a.key"), file);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));

    assertThatCode(() -> KeyFile.refuseOpen(link)).doesNotThrowAnyException();

    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw----r--"));
    assertThatThrownBy(() -> KeyFile.refuseOpen(link))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(link.toString());
  }
}
