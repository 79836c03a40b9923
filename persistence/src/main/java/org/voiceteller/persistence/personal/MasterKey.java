package org.voiceteller.persistence.personal;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.SecretKey;
import org.voiceteller.persistence.KeyFile;

/** The key that wraps the subjects' keys: 32 bytes in Base64 in a {@link KeyFile}. */
final class MasterKey {

  private final SecretKey key;

  private MasterKey(SecretKey key) {
    this.key = key;
  }

  /**
   * @throws IllegalArgumentException with a sentence when it holds no such key
   */
  static MasterKey read(Path file) {
    try {
      KeyFile.refuseOpen(file);
      return new MasterKey(
          AesGcm.key(Base64.getDecoder().decode(Files.readString(file, US_ASCII).strip())));
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "Expected the personal data's master key in " + file + ", but it cannot be read", e);
    }
  }

  static MasterKey readOrMake(Path file) {
    if (!Files.exists(file)) {
      make(file);
    }
    return read(file);
  }

  private static void make(Path file) {
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      Files.createFile(
          file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      Files.writeString(
          file,
          Base64.getEncoder().encodeToString(AesGcm.newKey()) + "\n",
          US_ASCII,
          StandardOpenOption.WRITE,
          StandardOpenOption.SYNC);
    } catch (FileAlreadyExistsException _) {
      // Another process was faster; its key is read.
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "Expected to make the personal data's master key " + file + ": " + e.getMessage(), e);
    }
  }

  String wrap(byte[] subjectKey, String subject) {
    return Base64.getEncoder().encodeToString(AesGcm.seal(key, subjectKey, subject));
  }

  /**
   * @throws IllegalStateException when it was wrapped with another key
   */
  SecretKey unwrap(String wrapped, String subject) {
    try {
      return AesGcm.key(AesGcm.open(key, Base64.getDecoder().decode(wrapped), subject));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(
          "Expected a key that this master key has wrapped: is it the right one?", e);
    }
  }
}
