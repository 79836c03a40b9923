package org.voiceteller.http.signin;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.Done;
import org.apache.pekko.actor.typed.ActorSystem;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.voiceteller.http.problem.Problem;
import org.voiceteller.http.problem.ProblemException;

/**
 * The sessions of people who have signed in. The browser holds a secret in a cookie; what it is the
 * key to is kept here, under its hash. A session ends when it was not used for a while, at the
 * latest a working day after sign-in, or at sign-out: then a copy of its cookie opens nothing.
 */
public final class Sessions {

  private static final Logger LOG = LoggerFactory.getLogger(Sessions.class);

  /** What an absolute end may be late by on another node's clock, and still be known as one. */
  private static final Duration REMEMBERED = Duration.ofHours(1);

  private static final Duration RETRY = Duration.ofMinutes(1);

  /**
   * @param idle a session that was not used for so long is over
   * @param absolute a session is over so long after sign-in, however much it is used
   * @param most sessions at once, in the whole cluster
   */
  public record Limits(Duration idle, Duration absolute, int most) {}

  /**
   * Somebody's session.
   *
   * @param csrfToken what the page sends with every change; bound to this session
   * @param endsAt when it ends if it is not used again
   */
  public record Session(Principal who, String csrfToken, Instant endsAt) {}

  /**
   * A session that has just begun.
   *
   * @param secret for the cookie; it is kept nowhere else
   */
  record Begun(String secret, Session session) {}

  /** What is known of a cookie's value. */
  sealed interface Found {

    record Open(Session session) implements Found {}

    /** It was a session, and no longer is. */
    record Over() implements Found {}

    /** It never was one, or it is long over. */
    record Unknown() implements Found {}
  }

  private final SessionStore store;
  private final Limits limits;
  private final Duration noted;
  private final InstantSource clock;

  private Sessions(SessionStore store, Limits limits, InstantSource clock) {
    this.store = store;
    this.limits = limits;
    this.noted = least(Duration.ofMinutes(1), limits.idle().dividedBy(10));
    this.clock = clock;
  }

  /** The sessions of the cluster that this node is a member of. */
  public static Sessions create(ActorSystem<?> system, Limits limits, InstantSource clock) {
    return create(ReplicatedSessions.create(system), limits, clock);
  }

  static Sessions create(SessionStore store, Limits limits, InstantSource clock) {
    return new Sessions(store, limits, clock);
  }

  /**
   * Begins a session with a new secret; the one that the browser held before is over then.
   *
   * @param before the secret in the cookie that came with the request
   * @return fails with a {@link ProblemException} when there are too many
   */
  CompletionStage<Begun> begin(Principal who, Optional<String> before) {
    Instant now = clock.instant();
    return store
        .count(now.minus(limits.absolute()).toEpochMilli())
        .thenCompose(
            open -> {
              if (open >= limits.most()) {
                LOG.warn("Nobody can sign in: {} sessions are open, the most there may be", open);
                return CompletableFuture.failedStage(
                    new ProblemException(new Problem.TooManySessions(RETRY)));
              }
              return before.map(this::end).orElseGet(Sessions::done);
            })
        .thenCompose(
            _ -> {
              String secret = Secrets.make();
              SessionRecord session = SessionRecord.begun(who, now);
              return note(secret, session, SessionStore.Reach.MOST)
                  .thenApply(_ -> new Begun(secret, session(secret, session)));
            });
  }

  /** What this secret opens. Its use is noted, so that the session goes on. */
  CompletionStage<Found> find(String secret) {
    return find(secret, true);
  }

  /** What this secret opens, without being used. */
  CompletionStage<Found> look(String secret) {
    return find(secret, false);
  }

  private CompletionStage<Found> find(String secret, boolean isUsed) {
    if (!Secrets.isFormed(secret)) {
      return CompletableFuture.completedStage(new Found.Unknown());
    }
    Instant now = clock.instant();
    return store
        .find(Secrets.hash(secret))
        .thenApply(
            known -> {
              if (known.isEmpty()) {
                return new Found.Unknown();
              }
              SessionRecord session = known.get();
              if (session.over() || !now.isBefore(endsAt(session))) {
                return new Found.Over();
              }
              if (!isUsed) {
                return new Found.Open(session(secret, session));
              }
              SessionRecord used = session.usedAt(now);
              if (used.usedAtMs() - session.usedAtMs() >= noted.toMillis()) {
                note(secret, used, SessionStore.Reach.HERE)
                    .whenComplete((_, failure) -> tell(failure));
              }
              return new Found.Open(session(secret, used));
            });
  }

  private static void tell(@Nullable Throwable failure) {
    if (failure != null) {
      LOG.warn("The use of a session could not be noted: {}", failure.toString());
    }
  }

  /** Ends the session of this secret, if it is one. Completes when most nodes know. */
  CompletionStage<Done> end(String secret) {
    return !Secrets.isFormed(secret)
        ? done()
        : store
            .find(Secrets.hash(secret))
            .thenCompose(
                known ->
                    known
                        .map(session -> note(secret, session.ended(), SessionStore.Reach.MOST))
                        .orElseGet(Sessions::done));
  }

  /**
   * Uses up something that counts once, as the state of a sign-in: it is remembered like a session
   * that is over. Of two uses at the same moment on two nodes both may count.
   */
  CompletionStage<Boolean> isFirstUse(String token) {
    String mark = Secrets.derived("once", token);
    return store
        .find(Secrets.hash(mark))
        .thenCompose(
            known ->
                known.isPresent()
                    ? CompletableFuture.completedStage(false)
                    : note(mark, SessionRecord.usedUp(clock.instant()), SessionStore.Reach.MOST)
                        .thenApply(_ -> true));
  }

  /** What the page of this session must send with a change. */
  static String csrfToken(String secret) {
    return Secrets.derived("csrf", secret);
  }

  private CompletionStage<Done> note(
      String secret, SessionRecord session, SessionStore.Reach reach) {
    long oldestMs = clock.instant().minus(limits.absolute()).minus(REMEMBERED).toEpochMilli();
    return store.note(Secrets.hash(secret), session, oldestMs, reach);
  }

  private Session session(String secret, SessionRecord session) {
    return new Session(session.principal(), csrfToken(secret), endsAt(session));
  }

  private Instant endsAt(SessionRecord session) {
    Instant idle = Instant.ofEpochMilli(session.usedAtMs()).plus(limits.idle());
    Instant absolute = Instant.ofEpochMilli(session.startedAtMs()).plus(limits.absolute());
    return idle.isBefore(absolute) ? idle : absolute;
  }

  private static Duration least(Duration one, Duration other) {
    return one.compareTo(other) <= 0 ? one : other;
  }

  private static CompletionStage<Done> done() {
    return CompletableFuture.completedStage(Done.getInstance());
  }
}
