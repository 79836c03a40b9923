package org.voiceteller.http.signin;

import com.typesafe.config.ConfigFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.voiceteller.http.Configuration;
import org.voiceteller.http.signin.Principal.Means;
import org.voiceteller.http.trial.HandClock;

/** Signing in as it is on one node, with all stores in memory and a clock of its own. */
public final class Desk {

  /** A browser that is signed in. */
  public record Browser(String cookie, String csrfToken) {}

  public final HandClock clock = new HandClock();
  public final MemoryKeys keys = new MemoryKeys();
  public final MemoryLedger ledger = new MemoryLedger();
  public final ConsoleSettings settings;
  public final SignIns signIns;
  final MemorySessions store = new MemorySessions();
  final Sessions sessions;

  private Desk(ConsoleSettings settings) {
    this.settings = settings;
    this.sessions = Sessions.create(store, settings.sessions(), clock);
    this.signIns = SignIns.create(settings, sessions, keys, ledger, clock);
  }

  /**
   * @param data where one-time links are; null when there are none
   * @param more settings
   */
  public static Desk with(@Nullable Path data, String... more) {
    List<String> settings =
        data == null
            ? List.of()
            : List.of(
                "voice-teller.console.one-time-links = on",
                "voice-teller.persistence.embedded.enabled = true",
                "voice-teller.persistence.embedded.data-directory = \"" + data + "\"");
    return new Desk(
        ConsoleSettings.from(
            Configuration.load(
                ConfigFactory.parseString(
                    String.join("\n", settings) + "\n" + String.join("\n", more)))));
  }

  /** Signs somebody in who is all this. */
  public Browser browserOf(Role... roles) throws Exception {
    Set<Role> set = EnumSet.noneOf(Role.class);
    set.addAll(Arrays.asList(roles));
    var begun =
        sessions
            .begin(
                Principal.person("openid:" + set, "Pat Staff", Means.OPENID, set), Optional.empty())
            .toCompletableFuture()
            .get(20, TimeUnit.SECONDS);
    return new Browser("teller-session=" + begun.secret(), begun.session().csrfToken());
  }

  /** A new API key's secret. */
  public String key(@Nullable Duration lives, Permission... scopes) throws Exception {
    var made =
        signIns
            .keys()
            .prepare(
                "a program",
                Set.of(scopes),
                "Pat Staff",
                lives == null ? null : clock.instant().plus(lives));
    signIns.keys().keep(made).toCompletableFuture().get(20, TimeUnit.SECONDS);
    return made.secret();
  }
}
