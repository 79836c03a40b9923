package org.voiceteller.http.signin;

import com.typesafe.config.Config;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.voiceteller.streams.settings.SettingsReader;

/**
 * The bank's OpenID provider, below {@code voice-teller.console.openid}.
 *
 * @param issuer as the provider writes itself into its tokens; its settings are found below it
 * @param callback where the provider sends browsers back to; registered there
 * @param scopes that are asked for, {@code openid} among them
 * @param nameClaim where a person's name stands in the ID token
 * @param rolesClaim where the groups stand, a text or a list of texts
 * @param roles what members of a group are
 * @param clockSkew how far the provider's clock may be off
 * @param timeout for one question to the provider
 * @param atOnce sign-ins that may ask the provider at once, on one node
 */
public record OpenIdSettings(
    URI issuer,
    String clientId,
    String clientSecret,
    URI callback,
    List<String> scopes,
    String nameClaim,
    String rolesClaim,
    Map<String, Set<Role>> roles,
    Duration clockSkew,
    Duration timeout,
    int atOnce) {

  private static final String PATH = ConsoleSettings.PATH + ".openid";
  private static final int FEWEST_SECRET_CHARACTERS = 24;

  public OpenIdSettings {
    scopes = List.copyOf(scopes);
    roles = Map.copyOf(roles);
  }

  /** What is wrong is told by the reader, which is that of the whole console. */
  static Optional<OpenIdSettings> from(
      Config root, SettingsReader reader, Optional<URI> publicUrl) {
    Optional<URI> issuer =
        reader.parsed(
            "openid.issuer",
            "the provider's own address, as \"https://login.bank.example/realms/staff\"; http://"
                + " for this machine only",
            text -> {
              URI url = URI.create(text);
              if (!isSafe(url)) {
                throw new IllegalArgumentException(text);
              }
              return url;
            });
    if (issuer.isEmpty()) {
      return Optional.empty();
    }
    if (publicUrl.isEmpty()) {
      reader.wrong(
          "Expected "
              + ConsoleSettings.PATH
              + ".public-url to say where browsers find the console, for the OpenID provider sends"
              + " them back there.");
    }
    String secret = root.getString(PATH + ".client-secret");
    if (secret.length() < FEWEST_SECRET_CHARACTERS) {
      reader.wrong(
          "Expected %s.client-secret (VOICE_TELLER_OPENID_CLIENT_SECRET) to have at least %d characters, but it has %d."
              .formatted(PATH, FEWEST_SECRET_CHARACTERS, secret.length()));
    }
    List<String> scopes =
        List.of(
            reader
                .text(
                    "openid.scopes",
                    "openid( [!#-\\[\\]-~]+)*",
                    "scopes with blanks between them, openid first")
                .split(" ", -1));
    return Optional.of(
        new OpenIdSettings(
            issuer.get(),
            reader.text("openid.client-id"),
            secret,
            publicUrl.orElse(issuer.get()).resolve("/v1/session/openid/callback"),
            scopes,
            reader.text("openid.name-claim"),
            reader.text("openid.roles-claim"),
            roles(reader),
            reader.duration("openid.clock-skew", Duration.ZERO, Duration.ofMinutes(5)),
            reader.duration("openid.timeout", Duration.ofMillis(100), Duration.ofSeconds(30)),
            reader.number("openid.at-once", 1, 1_000)));
  }

  private static Map<String, Set<Role>> roles(SettingsReader reader) {
    Map<String, Set<Role>> roles = new TreeMap<>();
    List<SettingsReader> each = new ArrayList<>(reader.each("openid.roles"));
    for (SettingsReader one : each) {
      roles
          .computeIfAbsent(one.text("group"), _ -> EnumSet.noneOf(Role.class))
          .add(one.oneOf("role", Role.class));
    }
    if (each.isEmpty()) {
      reader.wrong(
          "Expected "
              + PATH
              + ".roles to name at least one group and its role, else nobody could do anything.");
    }
    return roles;
  }

  /** Encrypted, or on this machine. */
  static boolean isSafe(URI url) {
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

  @Override
  public String toString() {
    return "OpenIdSettings[" + issuer + ", " + clientId + ", secret withheld]";
  }
}
