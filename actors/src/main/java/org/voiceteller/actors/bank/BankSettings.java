package org.voiceteller.actors.bank;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import org.voiceteller.core.call.CallPolicy;
import org.voiceteller.core.call.StepUpPolicy;
import org.voiceteller.core.card.ReplacementTimes;
import org.voiceteller.core.compliance.ConsentLaws;
import org.voiceteller.core.compliance.Disclosure;
import org.voiceteller.core.compliance.ErrorResolutionPromise;
import org.voiceteller.core.customer.PhoneBinding.ClaimLimits;
import org.voiceteller.core.dispute.CasePolicy;

/**
 * What is set under {@code voice-teller.bank}; the meaning and the unit of each stand in {@code
 * reference.conf}.
 */
public record BankSettings(
    String name,
    ZoneId zone,
    CallPolicy callPolicy,
    Duration legHeartbeat,
    Duration legSilence,
    Duration askAgain,
    Duration missingNode,
    int joiningAtOnce,
    ClaimLimits claimLimits,
    PaymentSettings payments,
    CasePolicy cases,
    ReplacementTimes replacementTimes,
    Duration askTimeout,
    Duration toolTimeout,
    Duration minimumPersistBackoff,
    Duration maximumPersistBackoff,
    int shards,
    Duration entityIdleTimeout,
    AuthenticationSettings authentication) {

  private static final String PATH = "voice-teller.bank";

  /**
   * @param config the whole configuration
   * @throws IllegalArgumentException with one sentence that names the setting and what it must be
   */
  public static BankSettings from(Config config) {
    try {
      return read(config.getConfig(PATH), AuthenticationSettings.from(config));
    } catch (ConfigException e) {
      throw new IllegalArgumentException(
          "Expected readable settings under " + PATH + ", but: " + e.getMessage(), e);
    }
  }

  private static BankSettings read(Config bank, AuthenticationSettings authentication) {
    Duration legHeartbeat = positive(bank, "call.leg-heartbeat");
    Duration legSilence = positive(bank, "call.leg-silence");
    if (legSilence.compareTo(legHeartbeat.multipliedBy(2)) < 0) {
      throw refused("call.leg-silence", "at least twice call.leg-heartbeat", legSilence);
    }
    Duration minimumBackoff = positive(bank, "persist-backoff.minimum");
    Duration maximumBackoff = positive(bank, "persist-backoff.maximum");
    if (maximumBackoff.compareTo(minimumBackoff) < 0) {
      throw refused("persist-backoff.maximum", "not below the minimum", maximumBackoff);
    }
    return new BankSettings(
        name(bank),
        zone(bank),
        new CallPolicy(
            positive(bank, "call.idle-timeout"),
            positive(bank, "call.resume-grace"),
            atLeastOne(bank, "call.maximum-identification-attempts"),
            atLeastOne(bank, "call.maximum-tool-uses"),
            new StepUpPolicy(
                authentication.codes().attemptsPerCode(),
                atLeastOne(bank, "call.maximum-codes"),
                atLeastOne(bank, "call.maximum-answers"),
                atLeastOne(bank, "call.maximum-wishes"),
                positive(bank, "call.wish-lapse"),
                positive(bank, "call.proposal-lapse")),
            ConsentLaws.load(),
            Disclosure.inForce()),
        legHeartbeat,
        legSilence,
        positive(bank, "call.ask-again"),
        positive(bank, "call.missing-node"),
        atLeastOne(bank, "call.joining-at-once"),
        new ClaimLimits(
            atLeastOne(bank, "number-claims.free"),
            positive(bank, "number-claims.window"),
            positive(bank, "number-claims.first-delay"),
            positive(bank, "number-claims.longest-delay")),
        PaymentSettings.from(bank.getConfig("payments")),
        cases(bank),
        replacementTimes(bank),
        positive(bank, "ask-timeout"),
        positive(bank, "tool-timeout"),
        minimumBackoff,
        maximumBackoff,
        atLeastOne(bank, "shards"),
        positive(bank, "entity-idle-timeout"),
        authentication);
  }

  private static String name(Config bank) {
    String name = bank.getString("name").strip();
    if (name.isEmpty()) {
      throw refused("name", "a name that can be spoken", "empty");
    }
    return name;
  }

  private static ZoneId zone(Config bank) {
    String zone = bank.getString("time-zone");
    try {
      return ZoneId.of(zone);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(
          sentence("time-zone", "a zone of the tz database, as America/Denver", zone), e);
    }
  }

  private static ErrorResolutionPromise promise(Config bank) {
    try {
      return new ErrorResolutionPromise(
          bank.getInt("provisional-credit.business-days"),
          bank.getInt("provisional-credit.resolution-days"),
          bank.getInt("provisional-credit.merchant-contact-business-days"));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "Under " + PATH + ".provisional-credit: " + e.getMessage(), e);
    }
  }

  private static CasePolicy cases(Config bank) {
    ErrorResolutionPromise promise = promise(bank);
    String address = bank.getString("cases.written-confirmation-address").strip();
    try {
      return new CasePolicy(
          promise,
          zone(bank),
          bank.getBoolean("cases.zero-liability"),
          bank.getInt("cases.withheld-dollars"),
          address.isEmpty() ? null : address,
          bank.getInt("cases.warning-business-days"));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("Under " + PATH + ".cases: " + e.getMessage(), e);
    }
  }

  private static ReplacementTimes replacementTimes(Config bank) {
    try {
      return new ReplacementTimes(
          bank.getInt("cards.replacement-earliest-business-days"),
          bank.getInt("cards.replacement-latest-business-days"));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("Under " + PATH + ".cards: " + e.getMessage(), e);
    }
  }

  private static Duration positive(Config bank, String setting) {
    Duration value = bank.getDuration(setting);
    if (value.isZero() || value.isNegative()) {
      throw refused(setting, "longer than nothing", value);
    }
    return value;
  }

  private static int atLeastOne(Config bank, String setting) {
    int value = bank.getInt(setting);
    if (value < 1) {
      throw refused(setting, "at least 1", value);
    }
    return value;
  }

  private static IllegalArgumentException refused(String setting, String wanted, Object value) {
    return new IllegalArgumentException(sentence(setting, wanted, value));
  }

  private static String sentence(String setting, String wanted, Object value) {
    return "Expected %s.%s to be %s, but it is %s".formatted(PATH, setting, wanted, value);
  }
}
