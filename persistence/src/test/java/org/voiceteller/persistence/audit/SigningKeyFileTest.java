package org.voiceteller.persistence.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SigningKeyFileTest {

  @TempDir private Path directory = Path.of("");

  @Test
  void keepsTheKeyToItsOwner() throws IOException {
    Path file = directory.resolve("key.pem");
    HeadSigner made = SigningKeyFile.readOrMake(file);

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(SigningKeyFile.readOrMake(file).publicKey()).isEqualTo(made.publicKey());
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
    assertThatThrownBy(() -> SigningKeyFile.read(file))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("Expected " + file + " to be its owner's only");
  }
}
