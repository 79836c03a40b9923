package org.voiceteller.http.webrtc;

import com.typesafe.config.Config;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.voiceteller.streams.settings.SettingsReader;

/**
 * Relays that callers are told of who cannot come straight to us. With a secret that the relays
 * share, each caller gets a name and a password for a while (coturn's {@code use-auth-secret},
 * draft-uberti-behave-turn-rest); else all get the one that is set.
 *
 * @param secret of the relays; empty when they have a fixed name and password
 */
public record TurnServers(
    List<String> urls,
    Optional<String> secret,
    Optional<String> username,
    Optional<String> credential,
    Duration lifetime) {

  /** One entry of a browser's {@code RTCConfiguration.iceServers}. */
  public record IceServer(List<String> urls, String username, String credential) {}

  private static final String URL = "(turn|turns|stun|stuns):\\S+";

  public TurnServers {
    urls = List.copyOf(urls);
  }

  /**
   * @throws org.voiceteller.streams.settings.WrongSettingsException with a sentence for each value
   *     that cannot be used
   */
  public static TurnServers from(Config root) {
    SettingsReader reader = SettingsReader.at(root, "voice-teller.turn");
    TurnServers servers =
        new TurnServers(
            reader
                .parsed(
                    "urls",
                    "addresses with commas between them, as \"turn:turn.bank.example:3478\"",
                    TurnServers::urls)
                .orElse(List.of()),
            reader.optionalText("secret"),
            reader.optionalText("username"),
            reader.optionalText("credential"),
            reader.duration("lifetime", Duration.ofMinutes(5), Duration.ofDays(1)));
    if (servers.urls().stream().anyMatch(url -> url.startsWith("turn"))
        && servers.secret().isEmpty()
        && (servers.username().isEmpty() || servers.credential().isEmpty())) {
      reader.wrong(
          "Expected voice-teller.turn to have a secret, or a username and a credential, since its"
              + " urls name TURN servers, but they are blank.");
    }
    reader.finish();
    return servers;
  }

  private static List<String> urls(String text) {
    return Arrays.stream(text.split(",", -1))
        .map(String::strip)
        .filter(each -> !each.isEmpty())
        .peek(
            each -> {
              if (!each.matches(URL)) {
                throw new IllegalArgumentException(each);
              }
            })
        .toList();
  }

  /** What a caller is told now. */
  public List<IceServer> at(Instant now) {
    if (urls.isEmpty()) {
      return List.of();
    }
    if (secret.isEmpty()) {
      return List.of(new IceServer(urls, username.orElse(""), credential.orElse("")));
    }
    String until = Long.toString(now.plus(lifetime).getEpochSecond());
    return List.of(new IceServer(urls, until, sealed(secret.get(), until)));
  }

  /** The same as {@code Link} headers' values (RFC 9725 §4.6). */
  public List<String> links(Instant now) {
    return at(now).stream()
        .flatMap(
            server ->
                server.urls().stream()
                    .map(
                        url ->
                            url.startsWith("stun")
                                ? "<%s>; rel=\"ice-server\"".formatted(url)
                                : "<%s>; rel=\"ice-server\"; username=\"%s\"; credential=\"%s\"; credential-type=\"password\""
                                    .formatted(url, server.username(), server.credential())))
        .toList();
  }

  private static String sealed(String secret, String username) {
    try {
      Mac mac = Mac.getInstance("HmacSHA1");
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA1"));
      return Base64.getEncoder()
          .encodeToString(mac.doFinal(username.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Expected the JDK to have HMAC-SHA1", e);
    }
  }

  @Override
  public String toString() {
    return "TurnServers" + urls;
  }
}
