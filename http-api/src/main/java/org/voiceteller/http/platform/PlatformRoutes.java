package org.voiceteller.http.platform;

import static org.apache.pekko.http.javadsl.server.Directives.complete;
import static org.apache.pekko.http.javadsl.server.Directives.concat;
import static org.apache.pekko.http.javadsl.server.Directives.pathPrefix;

import java.time.Duration;
import java.time.InstantSource;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.http.javadsl.server.PathMatchers;
import org.apache.pekko.http.javadsl.server.Route;
import org.voiceteller.http.call.CallDoor;
import org.voiceteller.http.json.Bodies;
import org.voiceteller.http.problem.Problem;
import org.voiceteller.http.problem.ProblemAnswers;
import org.voiceteller.streams.platform.PlatformLine;
import org.voiceteller.streams.platform.PlatformObserver;

/** The doors of all telephone platforms, open or shut. */
public final class PlatformRoutes {

  private static final Duration BODY_TIMEOUT = Duration.ofSeconds(5);

  private final ActorSystem<?> system;
  private final PlatformSettings settings;
  private final CallDoor door;
  private final Duration retryAfter;
  private final PlatformObserver observer;
  private final InstantSource clock = InstantSource.system();
  private final Bodies bodies = Bodies.within(BODY_TIMEOUT);

  private PlatformRoutes(
      ActorSystem<?> system,
      PlatformSettings settings,
      CallDoor door,
      Duration retryAfter,
      PlatformObserver observer) {
    this.system = system;
    this.settings = settings;
    this.door = door;
    this.retryAfter = retryAfter;
    this.observer = observer;
  }

  /**
   * @param system a member of a cluster
   * @param retryAfter what a caller who is refused is told to wait
   */
  public static PlatformRoutes create(
      ActorSystem<?> system,
      PlatformSettings settings,
      CallDoor door,
      Duration retryAfter,
      PlatformObserver observer) {
    return new PlatformRoutes(system, settings, door, retryAfter, observer);
  }

  /** Answers what is below the platforms' paths, and rejects all else. */
  public Route routes() {
    return concat(
        settings
            .twilio()
            .map(this::twilio)
            .orElseGet(() -> off("twilio", "Twilio", "voice-teller.platforms.twilio.auth-token")),
        settings
            .jambonz()
            .map(this::jambonz)
            .orElseGet(
                () -> off("jambonz", "jambonz", "voice-teller.platforms.jambonz.webhook-secret")));
  }

  private Route twilio(PlatformSettings.Twilio twilio) {
    String secret = twilio.authToken();
    Tickets tickets = tickets(secret);
    CallFates fates = fates("twilio", secret);
    return new TwilioRoutes(settings, twilio, tickets, fates, leg(tickets, fates, false), bodies)
        .routes();
  }

  private Route jambonz(PlatformSettings.Jambonz jambonz) {
    String secret = jambonz.webhookSecret();
    Tickets tickets = tickets(secret);
    CallFates fates = fates("jambonz", secret);
    return new JambonzRoutes(
            settings,
            jambonz,
            new SocketPasswords(
                new Sealing(secret, "voice-teller socket v1"), settings.ticketLifetime(), clock),
            tickets,
            fates,
            leg(tickets, fates, jambonz.keys() == PlatformSettings.Keys.TONES),
            bodies,
            retryAfter)
        .routes();
  }

  private Tickets tickets(String secret) {
    return new Tickets(
        new Sealing(secret, "voice-teller ticket v1"), settings.ticketLifetime(), clock);
  }

  private CallFates fates(String platform, String secret) {
    return ReplicatedFates.create(
        system, platform, new Sealing(secret, "voice-teller fate v1"), clock);
  }

  private PlatformLeg leg(Tickets tickets, CallFates fates, boolean keysAreTones) {
    return new PlatformLeg(door, new PlatformLine(tickets, fates, observer, keysAreTones), clock);
  }

  private static Route off(String segment, String platform, String setting) {
    return pathPrefix(
        PathMatchers.segment("v1").slash("calls").slash(segment),
        () -> complete(ProblemAnswers.answer(new Problem.PlatformOff(platform, setting))));
  }
}
