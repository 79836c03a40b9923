package org.voiceteller.http.signin;

import static org.apache.pekko.http.javadsl.server.PathMatchers.segment;

import com.nimbusds.openid.connect.sdk.claims.IDTokenClaimsSet;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.StatusCodes;
import org.apache.pekko.http.javadsl.model.Uri;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;
import org.apache.pekko.http.javadsl.server.AllDirectives;
import org.apache.pekko.http.javadsl.server.Route;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.voiceteller.core.audit.AuditAction;
import org.voiceteller.core.audit.AuditEntry.Result;
import org.voiceteller.http.problem.Problem;
import org.voiceteller.http.problem.ProblemException;

/**
 * {@code /v1/session/openid}: sends a browser to the bank's OpenID provider, and takes it back at
 * {@code callback}. What ties the two together goes along in a cookie that is closed for everybody
 * but us, lives ten minutes and counts once. It must come along when the provider's site leads the
 * browser back, so it is {@code SameSite=Lax}; the session's own cookie stays {@code Strict}.
 */
final class OpenIdRoutes extends AllDirectives {

  private static final Logger LOG = LoggerFactory.getLogger(OpenIdRoutes.class);
  private static final Duration RETRY = Duration.ofSeconds(10);

  /** Discovery, the code and the keys, one after the other. */
  private static final int QUESTIONS = 3;

  private static final String AGAIN =
      "The sign-in did not come to its end: it took too long, was begun in another browser, or is"
          + " not genuine. Begin it again.";

  private final OpenIdSettings settings;
  private final OpenIdProvider provider;
  private final Claims claims;
  private final SignInState.Sealer sealer;
  private final Semaphore asking;
  private final SignIns signIns;
  private final Sessions sessions;
  private final SessionCookie sessionCookie;
  private final SessionCookie stateCookie;
  private final InstantSource clock;

  OpenIdRoutes(
      OpenIdSettings settings,
      SignIns signIns,
      Sessions sessions,
      SessionCookie sessionCookie,
      InstantSource clock) {
    this.settings = settings;
    this.provider = new OpenIdProvider(settings, clock);
    this.claims = new Claims(settings);
    this.sealer = new SignInState.Sealer(settings.clientSecret());
    this.asking = new Semaphore(settings.atOnce());
    this.signIns = signIns;
    this.sessions = sessions;
    this.sessionCookie = sessionCookie;
    this.stateCookie =
        new SessionCookie(
            "teller-sign-in",
            signIns.settings().secure(),
            SessionCookie.FromOtherSites.COMES_ALONG);
    this.clock = clock;
  }

  /** Answers its two paths and rejects all others. */
  Route routes() {
    return pathPrefix(
        segment("v1").slash("session").slash("openid"),
        () ->
            StaffHeaders.around(
                () ->
                    concat(
                        pathEnd(() -> get(() -> extractRequest(this::begin))),
                        path("callback", () -> get(() -> extractRequest(this::end))))));
  }

  private Route begin(HttpRequest request) {
    SignInState state = SignInState.begun(clock.instant());
    return completeWithFuture(
        asked(() -> provider.signInAddress(state))
            .thenApply(
                address ->
                    redirect(StatusCodes.FOUND.intValue(), address.toString())
                        .addHeader(stateCookie.set(sealer.close(state))))
            .exceptionally(failure -> refused(request, failure)));
  }

  private Route end(HttpRequest request) {
    return completeWithFuture(
        state(request)
            .map(state -> end(request, state))
            .orElseGet(
                () ->
                    CompletableFuture.failedStage(new OpenIdProvider.RefusedException("No state")))
            .exceptionally(failure -> refused(request, failure))
            .thenApply(answer -> answer.addHeader(stateCookie.remove())));
  }

  /** The state in the cookie, when it is the one that the provider was given. */
  private Optional<SignInState> state(HttpRequest request) {
    String given = request.getUri().query().get("state").orElse("");
    return stateCookie
        .in(request)
        .flatMap(closed -> sealer.open(closed, clock.instant()))
        .filter(state -> Secrets.areEqual(state.state(), given));
  }

  private CompletionStage<HttpResponse> end(HttpRequest request, SignInState state) {
    Uri uri = request.getUri();
    Optional<String> code = uri.query().get("code");
    boolean isOfIssuer =
        uri.query().get("iss").map(iss -> iss.equals(settings.issuer().toString())).orElse(true);
    if (code.isEmpty() || !isOfIssuer) {
      return CompletableFuture.failedStage(
          new OpenIdProvider.RefusedException(
              isOfIssuer ? "The provider sent no code" : "Another provider has answered"));
    }
    return sessions
        .isFirstUse(state.state())
        .thenCompose(
            isFirst ->
                isFirst
                    ? asked(() -> provider.claims(code.get(), state))
                    : CompletableFuture.failedStage(
                        new OpenIdProvider.RefusedException("The state was used before")))
        .thenCompose(token -> signIn(request, token));
  }

  private CompletionStage<HttpResponse> signIn(HttpRequest request, IDTokenClaimsSet token) {
    Map<String, Object> all = token.toJSONObject();
    Set<Role> roles = claims.roles(all);
    Principal who =
        Principal.person(
            "openid:" + token.getSubject().getValue(),
            claims.name(all),
            Principal.Means.OPENID,
            roles);
    if (roles.isEmpty()) {
      note(request, AuditAction.SIGN_IN_REFUSED, who.label(), "OpenID: no role", Result.REFUSED);
      return CompletableFuture.failedStage(new ProblemException(new Problem.NoRole()));
    }
    return sessions
        .begin(who, sessionCookie.in(request))
        .thenApply(
            begun -> {
              note(request, AuditAction.SIGNED_IN, who.label(), "OpenID", Result.SUCCESS);
              return redirect(StatusCodes.SEE_OTHER.intValue(), "/console")
                  .addHeader(sessionCookie.set(begun.secret()));
            });
  }

  private void note(
      HttpRequest request, AuditAction action, String name, String how, Result result) {
    signIns
        .audit()
        .appendIfPossible(
            new StaffAudit.Note(
                action, name, signIns.whoAsks().address(request), how, null, result, false));
  }

  private HttpResponse refused(HttpRequest request, Throwable failure) {
    Throwable cause =
        failure instanceof CompletionException && failure.getCause() != null
            ? failure.getCause()
            : failure;
    return switch (cause) {
      case ProblemException known -> SignInPages.of(request, known.problem());
      case OpenIdProvider.RefusedException why -> {
        LOG.info("A sign-in is refused: {}", why.getMessage());
        yield SignInPages.of(request, new Problem.SignInFailed(AGAIN));
      }
      case OpenIdProvider.AwayException away -> away(request, away);
      case TimeoutException late -> away(request, late);
      default -> throw new CompletionException(cause);
    };
  }

  private static HttpResponse away(HttpRequest request, Exception why) {
    LOG.warn("Nobody can sign in by OpenID: {}", why.toString());
    return SignInPages.of(
        request, new Problem.Unavailable("The OpenID provider cannot be asked now.", RETRY));
  }

  /** Asks the provider on a thread of its own; no more at once than set, and not for ever. */
  private <T> CompletionStage<T> asked(Callable<T> question) {
    if (!asking.tryAcquire()) {
      return CompletableFuture.failedStage(
          new ProblemException(
              new Problem.Unavailable("Too many people sign in at this moment.", RETRY)));
    }
    CompletableFuture<T> answer = new CompletableFuture<>();
    Thread.startVirtualThread(
        () -> {
          try {
            answer.complete(question.call());
          } catch (Exception failed) {
            answer.completeExceptionally(failed);
          } finally {
            asking.release();
          }
        });
    return answer.orTimeout(
        settings.timeout().multipliedBy(QUESTIONS).toMillis(), TimeUnit.MILLISECONDS);
  }

  private static HttpResponse redirect(int status, String address) {
    return HttpResponse.create()
        .withStatus(StatusCodes.get(status))
        .addHeader(RawHeader.create("Location", address));
  }
}
