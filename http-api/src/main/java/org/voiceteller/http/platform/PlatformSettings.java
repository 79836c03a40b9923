package org.voiceteller.http.platform;

import com.typesafe.config.Config;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.voiceteller.streams.platform.JambonzFormat;
import org.voiceteller.streams.settings.SettingsReader;

/**
 * Settings of the telephone platforms' doors, below {@code voice-teller.platforms}.
 *
 * @param publicUrl how the platforms find this bank, without a {@code /} at its end: what they sign
 * @param ticketLifetime between an answer document and its stream
 * @param unavailableNotice what a caller hears for whom no call came to be, or whose call is lost
 * @param twilio empty: that door is shut; so for jambonz
 */
public record PlatformSettings(
    URI publicUrl,
    Duration ticketLifetime,
    String unavailableNotice,
    Optional<Twilio> twilio,
    Optional<Jambonz> jambonz) {

  private static final String PATH = "voice-teller.platforms";
  private static final int FEWEST_SECRET_CHARACTERS = 16;
  private static final String LINE = "\\+[1-9][0-9]{6,14}|sips?:[A-Za-z0-9._~%+@:;=?&-]{3,200}";
  private static final URI NOWHERE = URI.create("");

  /**
   * @param authToken signs Twilio's requests: secret
   * @param handOffTo where a person of the bank takes calls: a number or a SIP address
   */
  public record Twilio(String authToken, Optional<String> handOffTo) {

    @Override
    public String toString() {
      return "Twilio[secret withheld, " + handOffTo + "]";
    }
  }

  /**
   * @param webhookSecret signs jambonz's requests: secret
   * @param handOffTo as Twilio's
   * @param sampleRateHz of the caller's sound, which is asked for
   * @param playbackRateHz of the agent's
   * @param keys how keys are heard
   */
  public record Jambonz(
      String webhookSecret,
      Optional<String> handOffTo,
      int sampleRateHz,
      int playbackRateHz,
      Keys keys) {

    @Override
    public String toString() {
      return "Jambonz[secret withheld, %s, %d, %d, %s]"
          .formatted(handOffTo, sampleRateHz, playbackRateHz, keys);
    }
  }

  /** How a caller's keys are heard. */
  public enum Keys {
    /** The platform tells them (RFC 4733 on its own trunk). */
    EVENTS,
    /** By their tones in the sound. */
    TONES
  }

  /**
   * @throws org.voiceteller.streams.settings.WrongSettingsException with a sentence for each value
   *     that cannot be used; none tells a secret
   */
  public static PlatformSettings from(Config root) {
    SettingsReader reader = SettingsReader.at(root, PATH);
    Optional<String> token = secret(reader, "twilio.auth-token", "VOICE_TELLER_TWILIO_AUTH_TOKEN");
    Optional<String> webhook =
        secret(reader, "jambonz.webhook-secret", "VOICE_TELLER_JAMBONZ_WEBHOOK_SECRET");
    Optional<URI> url = reader.parsed("public-url", "an address", URI::create);
    if (token.isPresent() || webhook.isPresent()) {
      checkUrl(reader, url.orElse(NOWHERE));
    }
    var settings =
        new PlatformSettings(
            url.map(PlatformSettings::withoutSlash).orElse(NOWHERE),
            reader.duration("ticket-lifetime", Duration.ofSeconds(5), Duration.ofMinutes(10)),
            reader.text("unavailable-notice"),
            token.map(secret -> new Twilio(secret, line(reader, "twilio.hand-off-to"))),
            webhook.map(secret -> jambonz(reader, secret)));
    reader.finish();
    return settings;
  }

  private static Jambonz jambonz(SettingsReader reader, String secret) {
    return new Jambonz(
        secret,
        line(reader, "jambonz.hand-off-to"),
        rate(reader, "jambonz.sample-rate", JambonzFormat.RATES_HZ),
        rate(reader, "jambonz.playback-sample-rate", Set.of(8_000, 16_000, 24_000)),
        reader.oneOf("jambonz.keys", Keys.class));
  }

  private static int rate(SettingsReader reader, String key, Set<Integer> allowed) {
    int rate = reader.number(key, 8_000, 24_000);
    if (!allowed.contains(rate)) {
      reader.wrong(
          "Expected %s.%s to be one of %s, but it is %d."
              .formatted(PATH, key, allowed.stream().sorted().toList(), rate));
    }
    return rate;
  }

  private static Optional<String> secret(SettingsReader reader, String key, String variable) {
    Optional<String> secret = reader.optionalText(key);
    secret
        .filter(found -> found.length() < FEWEST_SECRET_CHARACTERS)
        .ifPresent(
            found ->
                reader.wrong(
                    "Expected %s.%s (%s) to have at least %d characters, but it has %d."
                        .formatted(PATH, key, variable, FEWEST_SECRET_CHARACTERS, found.length())));
    return secret;
  }

  private static Optional<String> line(SettingsReader reader, String key) {
    return reader.parsed(
        key,
        "a number like +15552345678 or an address like sip:desk@bank.example",
        text -> {
          if (!text.matches(LINE)) {
            throw new IllegalArgumentException("neither a number nor a SIP address");
          }
          return text;
        });
  }

  private static void checkUrl(SettingsReader reader, URI url) {
    String host = String.valueOf(url.getHost());
    boolean isSafe =
        "https".equals(url.getScheme())
            || ("http".equals(url.getScheme()) && Set.of("localhost", "127.0.0.1").contains(host));
    if (url.getHost() == null
        || !isSafe
        || url.getRawUserInfo() != null
        || url.getRawQuery() != null
        || url.getRawFragment() != null) {
      reader.wrong(
          "Expected "
              + PATH
              + ".public-url (VOICE_TELLER_PLATFORMS_URL) to be where the platforms find this bank,"
              + " as https://teller.bank.example; http:// is taken for this machine only.");
    }
  }

  private static URI withoutSlash(URI url) {
    String text = url.toString();
    return text.endsWith("/") ? URI.create(text.substring(0, text.length() - 1)) : url;
  }

  /** The public address of a path here. */
  public String address(String path) {
    return publicUrl + path;
  }

  /** The same for a WebSocket. */
  public String socketAddress(String path) {
    return address(path).replaceFirst("^http", "ws");
  }
}
