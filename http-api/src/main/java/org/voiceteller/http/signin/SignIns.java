package org.voiceteller.http.signin;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.apache.pekko.actor.typed.ActorSystem;
import org.voiceteller.core.audit.AuditLedger;
import org.voiceteller.core.staff.ApiKeyStore;
import org.voiceteller.http.json.Bodies;

/** All that signing in on one node is made of. */
public final class SignIns {

  private final ConsoleSettings settings;
  private final Sessions sessions;
  private final ApiKeys keys;
  private final StaffAudit audit;
  private final InstantSource clock;
  private final SessionCookie cookie;
  private final OwnPage page;
  private final ClientAddress addresses;
  private final WhoAsks whoAsks;

  private SignIns(
      ConsoleSettings settings,
      Sessions sessions,
      ApiKeys keys,
      StaffAudit audit,
      InstantSource clock) {
    this.settings = settings;
    this.sessions = sessions;
    this.keys = keys;
    this.audit = audit;
    this.clock = clock;
    this.cookie =
        new SessionCookie(
            "teller-session", settings.secure(), SessionCookie.FromOtherSites.STAYS_AWAY);
    this.page = new OwnPage(settings.publicUrl().map(Object::toString));
    this.addresses = ClientAddress.behind(settings.proxies());
    this.whoAsks = new WhoAsks(sessions, keys, cookie, page, addresses, Attempts.create(clock));
  }

  /**
   * @param system a member of the cluster that shares the sessions
   */
  public static SignIns create(
      ActorSystem<?> system,
      ConsoleSettings settings,
      ApiKeyStore keys,
      AuditLedger ledger,
      InstantSource clock) {
    return create(
        settings, Sessions.create(system, settings.sessions(), clock), keys, ledger, clock);
  }

  static SignIns create(
      ConsoleSettings settings,
      Sessions sessions,
      ApiKeyStore keys,
      AuditLedger ledger,
      InstantSource clock) {
    return new SignIns(
        settings, sessions, ApiKeys.create(keys, clock), StaffAudit.create(ledger, clock), clock);
  }

  public WhoAsks whoAsks() {
    return whoAsks;
  }

  public ApiKeys keys() {
    return keys;
  }

  public StaffAudit audit() {
    return audit;
  }

  public ConsoleSettings settings() {
    return settings;
  }

  /** How one signs in here, as the console's page is told. */
  public List<String> ways() {
    List<String> ways = new ArrayList<>();
    settings.openId().ifPresent(_ -> ways.add("openid"));
    settings.links().ifPresent(_ -> ways.add("link"));
    return ways;
  }

  /** The routes of {@code /v1/session}. */
  public SignInRoutes routes() {
    return new SignInRoutes(
        this, sessions, cookie, page, Bodies.within(settings.bodyTimeout()), clock);
  }
}
