package org.voiceteller.core.authentication;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.crypto.KDF;
import javax.crypto.SecretKey;
import javax.crypto.spec.HKDFParameterSpec;

/**
 * The bank's own keys, without which nothing that is kept of codes, answers and seeds can be
 * guessed at or opened. Each use has a key of its own, derived from a master key with HKDF-SHA-256
 * (RFC 5869). What is kept names the master key that it was made with, so that a new one can come
 * into force while the old ones still open what they closed.
 */
public final class BankKeys {

  /** A master key has at least so many bytes. */
  public static final int MASTER_BYTES = 32;

  /** What a derived key is for. The names are part of the derivation and never change. */
  public enum Use {
    ONE_TIME_CODE("HmacSHA256"),
    SECURITY_ANSWER("HmacSHA256"),
    AUTHENTICATOR_SECRET("AES"),
    TOOL_INPUT("HmacSHA256"),
    PHONE_NUMBER("HmacSHA256");

    private final String algorithm;

    Use(String algorithm) {
      this.algorithm = algorithm;
    }
  }

  private record Name(String keyId, Use use) {}

  private final String currentId;
  private final String numbersId;
  private final Map<Name, SecretKey> keys;

  private BankKeys(String currentId, String numbersId, Map<Name, SecretKey> keys) {
    this.currentId = currentId;
    this.numbersId = numbersId;
    this.keys = keys;
  }

  /** As below, for a bank whose numbers were always kept under its current key. */
  public static BankKeys create(String currentId, Map<String, byte[]> masters) {
    return create(currentId, currentId, masters);
  }

  /**
   * @param currentId the master key that is used for whatever is made from now on
   * @param numbersId the master key under which telephone numbers are found, for as long as those
   *     numbers are bound: a number has one place, and a new key would look for it elsewhere
   * @param masters by their ids, {@value #MASTER_BYTES} random bytes or more each
   * @throws IllegalArgumentException when one of these two is missing or one is too short
   */
  public static BankKeys create(String currentId, String numbersId, Map<String, byte[]> masters) {
    if (!masters.containsKey(numbersId)) {
      throw new IllegalArgumentException(
          "Expected the key of telephone numbers to be among the bank's keys");
    }
    if (!masters.containsKey(currentId)) {
      throw new IllegalArgumentException("Expected the current key to be among the bank's keys");
    }
    if (masters.values().stream().anyMatch(master -> master.length < MASTER_BYTES)) {
      throw new IllegalArgumentException(
          "Expected each of the bank's keys to have at least " + MASTER_BYTES + " bytes");
    }
    Map<Name, SecretKey> keys = new HashMap<>();
    masters.forEach(
        (keyId, master) ->
            Stream.of(Use.values())
                .forEach(use -> keys.put(new Name(keyId, use), derived(master, use))));
    return new BankKeys(currentId, numbersId, Map.copyOf(keys));
  }

  /** The id of the master key in force. */
  public String currentId() {
    return currentId;
  }

  /** The id of the master key under which telephone numbers are found. */
  String numbersId() {
    return numbersId;
  }

  boolean has(String keyId) {
    return keys.containsKey(new Name(keyId, Use.TOOL_INPUT));
  }

  /**
   * @throws IllegalStateException when the bank has no such key any more
   */
  SecretKey key(String keyId, Use use) {
    SecretKey key = keys.get(new Name(keyId, use));
    if (key == null) {
      throw new IllegalStateException(
          "Expected the bank to have its key '" + keyId + "', but it is not among the settings");
    }
    return key;
  }

  private static SecretKey derived(byte[] master, Use use) {
    try {
      return KDF.getInstance("HKDF-SHA256")
          .deriveKey(
              use.algorithm,
              HKDFParameterSpec.ofExtract()
                  .addIKM(master)
                  .thenExpand(("voice-teller " + use.name()).getBytes(UTF_8), 32));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Expected every Java runtime to have HKDF-SHA-256", e);
    }
  }

  @Override
  public String toString() {
    return "BankKeys["
        + keys.keySet().stream()
            .map(Name::keyId)
            .distinct()
            .sorted()
            .collect(Collectors.joining(","))
        + "]";
  }
}
