package org.voiceteller.persistence.audit;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.voiceteller.persistence.KeyFile;

/**
 * An Ed25519 key in a PEM file: the private key (PKCS #8) and behind it the public one (X.509
 * SubjectPublicKeyInfo). It is a {@link KeyFile}.
 */
public final class SigningKeyFile implements HeadSigner {

  private static final String PRIVATE = "PRIVATE KEY";
  private static final String PUBLIC = "PUBLIC KEY";

  private final KeyPair key;

  private SigningKeyFile(KeyPair key) {
    this.key = key;
  }

  /**
   * @throws IllegalArgumentException with a sentence when it is not there or holds no such key
   */
  public static SigningKeyFile read(Path file) {
    String pem;
    try {
      KeyFile.refuseOpen(file);
      pem = Files.readString(file, US_ASCII);
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "Expected the audit's signing key in " + file + ", but it cannot be read", e);
    }
    try {
      KeyFactory ed25519 = KeyFactory.getInstance("Ed25519");
      PrivateKey privateKey =
          ed25519.generatePrivate(
              new PKCS8EncodedKeySpec(Pem.blocks(pem, PRIVATE).findFirst().orElseThrow()));
      PublicKey publicKey =
          ed25519.generatePublic(
              new X509EncodedKeySpec(Pem.blocks(pem, PUBLIC).findFirst().orElseThrow()));
      SigningKeyFile read = new SigningKeyFile(new KeyPair(publicKey, privateKey));
      read.refuseStrangers();
      return read;
    } catch (GeneralSecurityException | RuntimeException e) {
      throw new IllegalArgumentException(
          "Expected an Ed25519 key pair in "
              + file
              + ", a PEM file with a PRIVATE KEY and its PUBLIC KEY, but it could not be read ("
              + e.getClass().getSimpleName()
              + ")",
          e);
    }
  }

  /** Reads the file, or makes it with a new key when it is not there. */
  public static SigningKeyFile readOrMake(Path file) {
    if (!Files.exists(file)) {
      make(file);
    }
    return read(file);
  }

  private static void make(Path file) {
    try {
      KeyPair key = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
      Files.createDirectories(file.toAbsolutePath().getParent());
      Files.createFile(
          file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      Files.writeString(
          file,
          Pem.text(PRIVATE, key.getPrivate().getEncoded())
              + Pem.text(PUBLIC, key.getPublic().getEncoded()),
          US_ASCII,
          StandardOpenOption.WRITE,
          StandardOpenOption.SYNC);
    } catch (FileAlreadyExistsException _) {
      // Another process was faster; its key is read.
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalArgumentException(
          "Expected to make the audit's signing key " + file + ", but: " + e.getMessage(), e);
    }
  }

  private void refuseStrangers() throws GeneralSecurityException {
    byte[] probe = {1, 2, 3};
    Signature check = Signature.getInstance("Ed25519");
    check.initVerify(key.getPublic());
    check.update(probe);
    if (!check.verify(signature(probe))) {
      throw new GeneralSecurityException("The two keys are no pair");
    }
  }

  private byte[] signature(byte[] message) throws GeneralSecurityException {
    Signature ed25519 = Signature.getInstance("Ed25519");
    ed25519.initSign(key.getPrivate());
    ed25519.update(message);
    return ed25519.sign();
  }

  @Override
  public PublicKey publicKey() {
    return key.getPublic();
  }

  @Override
  public CompletionStage<byte[]> sign(byte[] message) {
    try {
      return CompletableFuture.completedFuture(signature(message));
    } catch (GeneralSecurityException e) {
      return CompletableFuture.failedFuture(e);
    }
  }
}
