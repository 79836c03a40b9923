package org.voiceteller.http.signin;

import com.typesafe.config.Config;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.voiceteller.http.call.OriginRule;
import org.voiceteller.streams.settings.SettingsReader;

/**
 * How one gets into the console and the admin API, below {@code voice-teller.console}.
 *
 * @param publicUrl where browsers find the console, as {@code https://teller.bank.example}; empty:
 *     wherever this server is asked
 * @param links the directory of one-time links; empty where there are none
 * @param linkRoles what who signs in with one is
 * @param requestsPerMinute of one person or program, on one node
 * @param bodyTimeout how long a request's body may take
 * @param proxies addresses whose {@code X-Forwarded-For} is believed
 * @param openId empty where nobody signs in so
 */
public record ConsoleSettings(
    Optional<URI> publicUrl,
    Optional<Path> links,
    Set<Role> linkRoles,
    Sessions.Limits sessions,
    int requestsPerMinute,
    Duration bodyTimeout,
    Set<String> proxies,
    Optional<OpenIdSettings> openId) {

  static final String PATH = "voice-teller.console";
  private static final String ROLE_LIST =
      "roles with commas between them, of viewer, agent, supervisor, compliance and admin";

  public ConsoleSettings {
    linkRoles = Set.copyOf(linkRoles);
    proxies = Set.copyOf(proxies);
  }

  private enum OnOff {
    OFF,
    ON
  }

  /**
   * @throws org.voiceteller.streams.settings.WrongSettingsException with a sentence for each value
   *     that cannot be used; none tells a secret
   */
  public static ConsoleSettings from(Config root) {
    SettingsReader reader = SettingsReader.at(root, PATH);
    Optional<URI> publicUrl =
        reader.parsed(
            "public-url",
            "where browsers find the console, as \"https://teller.bank.example\"; http:// for this"
                + " machine only",
            ConsoleSettings::publicUrl);
    Duration minute = Duration.ofMinutes(1);
    Duration idle = reader.duration("session.idle", minute, Duration.ofHours(12));
    Duration absolute = reader.duration("session.absolute", minute, Duration.ofHours(24));
    if (idle.compareTo(absolute) > 0) {
      reader.wrong(
          "Expected " + PATH + ".session.idle to be no longer than " + PATH + ".session.absolute.");
    }
    var settings =
        new ConsoleSettings(
            publicUrl,
            links(root, reader),
            reader
                .parsed("one-time-link-roles", ROLE_LIST, ConsoleSettings::roles)
                .orElse(Set.of()),
            new Sessions.Limits(idle, absolute, reader.number("session.most", 1, 10_000)),
            reader.number("requests-per-minute", 10, 1_000_000),
            reader.duration("body-timeout", Duration.ofMillis(100), minute),
            reader
                .parsed(
                    "trusted-proxies",
                    "addresses with commas between them, as \"10.0.0.7, 10.0.0.8\"",
                    ConsoleSettings::addresses)
                .orElse(Set.of()),
            OpenIdSettings.from(root, reader, publicUrl));
    reader.finish();
    return settings;
  }

  /** Whether browsers reach the console over https. */
  boolean secure() {
    return publicUrl.filter(url -> url.getScheme().equals("https")).isPresent();
  }

  private static Optional<Path> links(Config root, SettingsReader reader) {
    if (reader.oneOf("one-time-links", OnOff.class) == OnOff.OFF) {
      return Optional.empty();
    }
    if (!root.getBoolean("voice-teller.persistence.embedded.enabled")) {
      reader.wrong(
          "Expected " + PATH + ".one-time-links to be off, for they are for a laptop only.");
    }
    return Optional.of(Path.of(root.getString("voice-teller.persistence.embedded.data-directory")));
  }

  private static URI publicUrl(String text) {
    String plain = text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
    URI url = URI.create(plain);
    if (!OriginRule.isOrigin(plain) || !OpenIdSettings.isSafe(url)) {
      throw new IllegalArgumentException(text);
    }
    return url;
  }

  /** As {@code compliance, admin}. */
  static Set<Role> roles(String text) {
    List<String> words = words(text);
    Set<Role> roles = EnumSet.noneOf(Role.class);
    words.forEach(
        word -> roles.add(Role.of(word).orElseThrow(() -> new IllegalArgumentException(word))));
    return roles;
  }

  private static Set<String> addresses(String text) {
    List<String> addresses = words(text);
    addresses.stream()
        .filter(address -> !address.matches("[0-9A-Fa-f:.]{2,45}"))
        .findFirst()
        .ifPresent(
            wrong -> {
              throw new IllegalArgumentException(wrong);
            });
    return addresses.stream().collect(Collectors.toUnmodifiableSet());
  }

  private static List<String> words(String text) {
    return Arrays.stream(text.split(",", -1))
        .map(String::strip)
        .filter(word -> !word.isEmpty())
        .toList();
  }
}
