package org.voiceteller.http.signin;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.apache.pekko.http.javadsl.model.HttpHeader;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.voiceteller.http.signin.Attempts.Word;
import org.voiceteller.http.signin.Sessions.Found;

/**
 * Who sends a request: the holder of the API key in {@code Authorization: Bearer} (RFC 6750), or
 * else of the session in the cookie. A key that opens nothing is not made good by a cookie beside
 * it.
 *
 * <p>What is known on this node costs nothing and always counts. What is not is looked up, and if
 * it opens nothing, whoever goes on trying waits ever longer.
 */
public final class WhoAsks {

  private static final String BEARER = "bearer ";

  /** Who it is. */
  public sealed interface Answer {

    /**
     * @param session of a person with a cookie; empty for an API key
     */
    record Known(Principal who, Optional<Sessions.Session> session) implements Answer {}

    /** Nobody; why is not told. */
    record Nobody() implements Answer {}

    /** Another site made the browser send this, or the session's token was not with it. */
    record NotFromOurPage() implements Answer {}

    record Wait(Duration time) implements Answer {}
  }

  private final Sessions sessions;
  private final ApiKeys keys;
  private final SessionCookie cookie;
  private final OwnPage page;
  private final ClientAddress addresses;
  private final Attempts attempts;

  WhoAsks(
      Sessions sessions,
      ApiKeys keys,
      SessionCookie cookie,
      OwnPage page,
      ClientAddress addresses,
      Attempts attempts) {
    this.sessions = sessions;
    this.keys = keys;
    this.cookie = cookie;
    this.page = page;
    this.addresses = addresses;
    this.attempts = attempts;
  }

  /** Fails when a key cannot be looked up. */
  public CompletionStage<Answer> of(HttpRequest request) {
    Optional<String> authorization = request.getHeader("Authorization").map(HttpHeader::value);
    if (authorization.isPresent()) {
      String value = authorization.get().strip();
      return value.toLowerCase(Locale.ROOT).startsWith(BEARER)
          ? key(request, value.substring(BEARER.length()).strip())
          : nobody();
    }
    return cookie.in(request).map(secret -> session(request, secret)).orElseGet(WhoAsks::nobody);
  }

  /**
   * Who sent a request whose answer goes on for long, now that some of it was given: nobody, when
   * the key or the session has ended meanwhile. That is no use of it, and no attempt.
   */
  public CompletionStage<Optional<Principal>> still(HttpRequest request) {
    Optional<String> authorization = request.getHeader("Authorization").map(HttpHeader::value);
    if (authorization.isPresent()) {
      String value = authorization.get().strip();
      return value.length() > BEARER.length()
          ? keys.find(value.substring(BEARER.length()).strip())
          : CompletableFuture.completedStage(Optional.empty());
    }
    return cookie
        .in(request)
        .map(
            secret ->
                sessions
                    .look(secret)
                    .thenApply(
                        found ->
                            found instanceof Found.Open(var session)
                                ? Optional.of(session.who())
                                : Optional.<Principal>empty()))
        .orElseGet(() -> CompletableFuture.completedStage(Optional.empty()));
  }

  /** The network address that the request came from. */
  public String address(HttpRequest request) {
    return addresses.of(request);
  }

  private CompletionStage<Answer> key(HttpRequest request, String bearer) {
    if (!ApiKeys.isFormed(bearer)) {
      return unknown(request, bearer, _ -> nobody());
    }
    Optional<Principal> remembered = keys.remembered(bearer);
    if (remembered.isPresent()) {
      return known(remembered.get());
    }
    return keys.isFamiliar(bearer)
        ? keys.find(bearer).thenCompose(WhoAsks::perhaps)
        : unknown(
            request,
            bearer,
            right ->
                keys.find(bearer)
                    .whenComplete(
                        (who, failure) -> {
                          if (failure != null || who.isPresent()) {
                            right.run();
                          }
                        })
                    .thenCompose(WhoAsks::perhaps));
  }

  private static CompletionStage<Answer> perhaps(Optional<Principal> who) {
    return who.map(WhoAsks::known).orElseGet(WhoAsks::nobody);
  }

  private static CompletionStage<Answer> known(Principal who) {
    return CompletableFuture.completedStage(new Answer.Known(who, Optional.empty()));
  }

  private CompletionStage<Answer> session(HttpRequest request, String secret) {
    return sessions
        .find(secret)
        .thenCompose(
            found ->
                switch (found) {
                  case Found.Open(var session) ->
                      CompletableFuture.completedStage(
                          page.sent(request, session.csrfToken())
                              ? new Answer.Known(session.who(), Optional.of(session))
                              : new Answer.NotFromOurPage());
                  case Found.Over() -> nobody();
                  case Found.Unknown() -> unknown(request, secret, _ -> nobody());
                });
  }

  /**
   * @param look is given what to run when the secret was right after all, or it cannot be told
   */
  private CompletionStage<Answer> unknown(
      HttpRequest request, String secret, Function<Runnable, CompletionStage<Answer>> look) {
    String network = ClientAddress.network(addresses.of(request));
    String hash = Secrets.hash(secret);
    return switch (attempts.begin(network, hash)) {
      case Word.Try() -> look.apply(() -> attempts.right(network, hash));
      case Word.KnownWrong() -> nobody();
      case Word.Wait(var time) -> CompletableFuture.completedStage(new Answer.Wait(time));
    };
  }

  private static CompletionStage<Answer> nobody() {
    return CompletableFuture.completedStage(new Answer.Nobody());
  }
}
