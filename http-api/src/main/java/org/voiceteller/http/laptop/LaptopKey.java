package org.voiceteller.http.laptop;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Map;
import org.voiceteller.core.authentication.BankKeys;
import org.voiceteller.http.StartException;

/**
 * The master key of a laptop's bank: random, made at the first start, readable by its owner only,
 * and kept beside the data that is worth nothing without it.
 */
final class LaptopKey {

  private LaptopKey() {}

  /**
   * The key as a setting.
   *
   * @param data the bank's data directory
   * @throws StartException in one sentence when the file cannot be read or made
   */
  static Config in(Path data) {
    Path file = data.resolve("secrets").resolve("bank-key");
    try {
      if (!Files.exists(file)) {
        make(file);
      }
      return ConfigFactory.parseMap(
          Map.of("voice-teller.bank.authentication.key", Files.readString(file, US_ASCII).strip()),
          "the laptop's own key");
    } catch (IOException e) {
      throw new StartException(
          "The bank's key in %s cannot be read or made: %s.".formatted(file, e.getMessage()));
    }
  }

  private static void make(Path file) throws IOException {
    byte[] key = new byte[BankKeys.MASTER_BYTES];
    new SecureRandom().nextBytes(key);
    Files.createDirectories(file.getParent());
    boolean posix = Files.getFileStore(file.getParent()).supportsFileAttributeView("posix");
    if (posix) {
      Files.createFile(
          file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    }
    Files.writeString(file, Base64.getEncoder().encodeToString(key), US_ASCII);
  }
}
