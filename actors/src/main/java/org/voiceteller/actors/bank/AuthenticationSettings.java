package org.voiceteller.actors.bank;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import org.voiceteller.core.authentication.BankKeys;
import org.voiceteller.core.authentication.CredentialLimits;
import org.voiceteller.core.authentication.OneTimeCodes;
import org.voiceteller.core.authentication.SecondStep;
import org.voiceteller.core.authentication.SecurityAnswers;

/**
 * What is set under {@code voice-teller.bank.authentication}; the meaning and the unit of each
 * stand in {@code reference.conf}. No sentence about a wrong key tells of the key.
 *
 * @param answerRounds of PBKDF2 for answers that are kept from now on
 * @param mostHashes slow hashes under way or waiting on one node
 */
public record AuthenticationSettings(
    BankKeys keys,
    OneTimeCodes.Rules codes,
    CredentialLimits limits,
    SecondStep secondStep,
    int answerRounds,
    int mostHashes) {

  private static final String PATH = "voice-teller.bank.authentication";
  private static final String KEY_WANTED =
      "Expected "
          + PATH
          + ".key to be 32 random bytes or more in base64, as `openssl rand -base64 32` makes them"
          + " (VOICE_TELLER_BANK_KEY), but it is ";

  /**
   * @param config the whole configuration
   * @throws IllegalArgumentException with one sentence that names the setting and what it must be
   */
  public static AuthenticationSettings from(Config config) {
    try {
      return read(config.getConfig(PATH));
    } catch (ConfigException e) {
      throw new IllegalArgumentException(
          "Expected readable settings under " + PATH + ", but: " + e.getMessage(), e);
    }
  }

  private static AuthenticationSettings read(Config config) {
    int rounds = config.getInt("answer-rounds");
    if (rounds < SecurityAnswers.MINIMUM_ROUNDS) {
      throw new IllegalArgumentException(
          "Expected %s.answer-rounds to be at least %d, but it is %d"
              .formatted(PATH, SecurityAnswers.MINIMUM_ROUNDS, rounds));
    }
    int mostHashes = config.getInt("most-hashes");
    if (mostHashes < 1) {
      throw new IllegalArgumentException(
          "Expected %s.most-hashes to be at least 1, but it is %d".formatted(PATH, mostHashes));
    }
    return new AuthenticationSettings(
        keys(config),
        under(
            "codes",
            () ->
                new OneTimeCodes.Rules(
                    config.getDuration("codes.validity"), config.getInt("codes.attempts"))),
        under(
            "failures",
            () ->
                new CredentialLimits(
                    config.getInt("failures.free"),
                    config.getDuration("failures.first-delay"),
                    config.getDuration("failures.longest-delay"),
                    config.getInt("failures.hard-limit"))),
        secondStep(config.getString("second-step")),
        rounds,
        mostHashes);
  }

  private static BankKeys keys(Config config) {
    String keyId = config.getString("key-id").strip();
    Map<String, byte[]> masters = new HashMap<>();
    for (String pair : config.getString("previous-keys").split(",", -1)) {
      int colon = pair.indexOf(':');
      if (colon > 0) {
        masters.put(pair.substring(0, colon).strip(), key(pair.substring(colon + 1)));
      } else if (!pair.isBlank()) {
        throw new IllegalArgumentException(
            "Expected " + PATH + ".previous-keys to be ids and keys, as \"2025:…,2024:…\"");
      }
    }
    if (keyId.isEmpty() || masters.containsKey(keyId)) {
      throw new IllegalArgumentException(
          "Expected %s.key-id to be an id of its own, but it is '%s'".formatted(PATH, keyId));
    }
    masters.put(keyId, key(config.getString("key")));
    String numbersId = config.getString("number-key-id").strip();
    if (!numbersId.isEmpty() && !masters.containsKey(numbersId)) {
      throw new IllegalArgumentException(
          "Expected %s.number-key-id to be the id of one of the bank's keys, but it is '%s'"
              .formatted(PATH, numbersId));
    }
    return BankKeys.create(keyId, numbersId.isEmpty() ? keyId : numbersId, masters);
  }

  private static byte[] key(String base64) {
    if (base64.isBlank()) {
      throw new IllegalArgumentException(KEY_WANTED + "empty");
    }
    byte[] key;
    try {
      key = Base64.getDecoder().decode(base64.strip());
    } catch (IllegalArgumentException unreadable) {
      // Without its cause, which tells of what was set.
      throw new IllegalArgumentException(KEY_WANTED + "not base64");
    }
    if (key.length < BankKeys.MASTER_BYTES) {
      throw new IllegalArgumentException(KEY_WANTED + "shorter");
    }
    return key;
  }

  private static SecondStep secondStep(String name) {
    return Arrays.stream(SecondStep.values())
        .filter(step -> step.name().toLowerCase(Locale.ROOT).equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "Expected %s.second-step to be question, totp or either, but it is %s"
                        .formatted(PATH, name)));
  }

  private static <T> T under(String setting, Supplier<T> read) {
    try {
      return read.get();
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "Under " + PATH + "." + setting + ": " + e.getMessage(), e);
    }
  }
}
