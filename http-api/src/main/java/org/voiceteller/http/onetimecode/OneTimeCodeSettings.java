package org.voiceteller.http.onetimecode;

import com.typesafe.config.Config;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.voiceteller.streams.settings.SettingsReader;

/**
 * How one-time codes are sent, below {@code voice-teller.one-time-code}.
 *
 * @param timeout after so long a code counts as not sent
 */
public record OneTimeCodeSettings(Way way, Duration timeout) {

  private static final String PATH = "voice-teller.one-time-code";
  private static final int FEWEST_SECRET_CHARACTERS = 32;

  /** The way of sending, with what it needs. */
  public sealed interface Way {

    /** A line on the terminal; for a laptop, where no message goes out. */
    record Console() implements Way {}

    /**
     * @param region empty for the SDK's own resolution
     * @param endpoint empty for the SDK's own resolution
     * @param senderId empty for the account's default
     */
    record Sns(Optional<String> region, Optional<URI> endpoint, Optional<String> senderId)
        implements Way {}

    /**
     * @param secret shared with the receiver, to sign with
     */
    record Webhook(URI url, String secret) implements Way {

      @Override
      public String toString() {
        return "Webhook[" + url + ", secret withheld]";
      }
    }
  }

  private enum Provider {
    CONSOLE,
    SNS,
    WEBHOOK
  }

  /**
   * @throws org.voiceteller.streams.settings.WrongSettingsException with a sentence for each value
   *     that cannot be used; none tells the secret
   */
  public static OneTimeCodeSettings from(Config root) {
    SettingsReader reader = SettingsReader.at(root, PATH);
    Duration timeout = reader.duration("timeout", Duration.ofSeconds(1), Duration.ofMinutes(1));
    Provider provider = reader.oneOf("provider", Provider.class);
    Way way =
        switch (provider) {
          case CONSOLE -> console(root, reader);
          case SNS ->
              new Way.Sns(
                  reader.optionalText("sns.region"),
                  reader.parsed("sns.endpoint", "an address, as \"https://…\"", URI::create),
                  reader.optionalText("sns.sender-id"));
          case WEBHOOK -> webhook(root, reader);
        };
    reader.finish();
    return new OneTimeCodeSettings(way, timeout);
  }

  private static Way console(Config root, SettingsReader reader) {
    if (!root.getBoolean("voice-teller.persistence.embedded.enabled")) {
      reader.wrong(
          "Expected "
              + PATH
              + ".provider to be sns or webhook (VOICE_TELLER_CODE_PROVIDER), but it is console,"
              + " which prints codes and is for a laptop only.");
    }
    return new Way.Console();
  }

  private static Way webhook(Config root, SettingsReader reader) {
    URI url =
        reader
            .parsed("webhook.url", "an address that begins with https://", URI::create)
            .orElse(URI.create(""));
    if (!isSafe(url)) {
      reader.wrong(
          "Expected "
              + PATH
              + ".webhook.url (VOICE_TELLER_CODE_WEBHOOK_URL) to begin with https://; http:// is"
              + " taken for this machine only.");
    }
    String secret = root.getString(PATH + ".webhook.secret");
    if (secret.length() < FEWEST_SECRET_CHARACTERS) {
      reader.wrong(
          "Expected %s.webhook.secret (VOICE_TELLER_CODE_WEBHOOK_SECRET) to have at least %d characters, but it has %d."
              .formatted(PATH, FEWEST_SECRET_CHARACTERS, secret.length()));
    }
    return new Way.Webhook(url, secret);
  }

  private static boolean isSafe(URI url) {
    String host = url.getHost();
    if (host == null || url.getUserInfo() != null) {
      return false;
    }
    return switch (String.valueOf(url.getScheme())) {
      case "https" -> true;
      case "http" -> host.equals("localhost") || host.equals("127.0.0.1") || host.equals("[::1]");
      default -> false;
    };
  }
}
