package org.voiceteller.http.signin;

import static org.apache.pekko.http.javadsl.server.PathMatchers.segment;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.StatusCodes;
import org.apache.pekko.http.javadsl.server.AllDirectives;
import org.apache.pekko.http.javadsl.server.Route;
import org.jspecify.annotations.Nullable;
import org.voiceteller.core.audit.AuditAction;
import org.voiceteller.core.audit.AuditEntry;
import org.voiceteller.http.json.Bodies;
import org.voiceteller.http.json.Json;
import org.voiceteller.http.problem.Problem;
import org.voiceteller.http.problem.ProblemAnswers;
import org.voiceteller.http.signin.Attempts.Word;

/**
 * {@code /v1/session}: who is signed in, signing in with a one-time link, signing out. Signing in
 * at the bank's OpenID provider is {@link OpenIdRoutes}.
 */
public final class SignInRoutes extends AllDirectives {

  private final SignIns signIns;
  private final Sessions sessions;
  private final SessionCookie cookie;
  private final OwnPage page;
  private final Bodies bodies;
  private final Optional<OneTimeLinks> links;
  private final Attempts attempts;
  private final Optional<OpenIdRoutes> openId;

  SignInRoutes(
      SignIns signIns,
      Sessions sessions,
      SessionCookie cookie,
      OwnPage page,
      Bodies bodies,
      InstantSource clock) {
    this.signIns = signIns;
    this.sessions = sessions;
    this.cookie = cookie;
    this.page = page;
    this.bodies = bodies;
    this.links = signIns.settings().links().map(data -> OneTimeLinks.in(data, clock));
    this.attempts = Attempts.create(clock);
    this.openId =
        signIns
            .settings()
            .openId()
            .map(settings -> new OpenIdRoutes(settings, signIns, sessions, cookie, clock));
  }

  /** Who is signed in, as the API tells it. */
  record SessionAnswer(
      String name,
      List<String> roles,
      List<String> permissions,
      @Nullable String csrfToken,
      @Nullable Instant expiresAt) {

    static SessionAnswer of(Principal who, Optional<Sessions.Session> session) {
      return new SessionAnswer(
          who.name(),
          who.roles().stream().map(Role::word).toList(),
          who.permissions().stream().map(Permission::word).toList(),
          session.map(Sessions.Session::csrfToken).orElse(null),
          session.map(Sessions.Session::endsAt).orElse(null));
    }
  }

  /** What signs in. */
  record LinkBody(String link) {
    LinkBody {
      if (link == null || link.length() < 20 || link.length() > 200) {
        throw new IllegalArgumentException("\"link\" must be a text of 20 to 200 characters.");
      }
    }

    @Override
    public String toString() {
      return "LinkBody[link withheld]";
    }
  }

  /** Answers its paths, with problems too, and rejects all others. */
  public Route routes() {
    return openId.map(routes -> concat(own(), routes.routes())).orElseGet(this::own);
  }

  private Route own() {
    return path(
        segment("v1").slash("session"),
        () ->
            StaffHeaders.around(
                () ->
                    concat(
                        get(() -> extractRequest(this::whoIsSignedIn)),
                        post(() -> extractRequest(this::signIn)),
                        delete(() -> extractRequest(this::signOut)))));
  }

  private Route whoIsSignedIn(HttpRequest request) {
    return completeWithFuture(
        signIns
            .whoAsks()
            .of(request)
            .thenApply(
                answer ->
                    answer instanceof WhoAsks.Answer.Known(var who, var session)
                        ? Json.answer(200, SessionAnswer.of(who, session))
                        : refused(answer)));
  }

  private HttpResponse refused(WhoAsks.Answer answer) {
    return ProblemAnswers.answer(
        switch (answer) {
          case WhoAsks.Answer.Wait(var time) -> new Problem.TooManyAttempts(time);
          case WhoAsks.Answer.NotFromOurPage _ -> new Problem.NotFromOurPage();
          case WhoAsks.Answer.Nobody _, WhoAsks.Answer.Known _ ->
              new Problem.SignInRequired(signIns.ways());
        });
  }

  private Route signIn(HttpRequest request) {
    if (!page.sent(request)) {
      return complete(ProblemAnswers.answer(new Problem.NotFromOurPage()));
    }
    return links
        .map(
            known ->
                bodies.of(
                    LinkBody.class,
                    body -> completeWithFuture(signIn(request, known, body.link()))))
        .orElseGet(
            () -> complete(ProblemAnswers.answer(new Problem.NotFound(request.getUri().path()))));
  }

  private CompletionStage<HttpResponse> signIn(
      HttpRequest request, OneTimeLinks known, String link) {
    String address = signIns.whoAsks().address(request);
    String network = ClientAddress.network(address);
    String hash = Secrets.hash(link);
    return switch (attempts.begin(network, hash)) {
      case Word.Wait(var time) -> problem(new Problem.TooManyAttempts(time));
      case Word.KnownWrong() -> problem(new Problem.SignInFailed(LINK_IS_WRONG));
      case Word.Try() ->
          CompletableFuture.supplyAsync(() -> known.use(link), Thread::startVirtualThread)
              .thenCompose(
                  right -> {
                    if (!right) {
                      note(AuditAction.SIGN_IN_REFUSED, LAPTOP, address, AuditEntry.Result.REFUSED);
                      return problem(new Problem.SignInFailed(LINK_IS_WRONG));
                    }
                    attempts.right(network, hash);
                    return begin(request, LAPTOP, address);
                  });
    };
  }

  private static final String LINK_IS_WRONG =
      "This link was used already, is older than ten minutes, or never was one. ./teller"
          + " console-link prints a new one.";
  private static final String LAPTOP = "laptop";

  private CompletionStage<HttpResponse> begin(HttpRequest request, String name, String address) {
    Principal who =
        Principal.person(
            "link:" + name, name, Principal.Means.LINK, signIns.settings().linkRoles());
    return sessions
        .begin(who, cookie.in(request))
        .thenApply(
            begun -> {
              note(AuditAction.SIGNED_IN, who.label(), address, AuditEntry.Result.SUCCESS);
              return Json.answer(201, SessionAnswer.of(who, Optional.of(begun.session())))
                  .addHeader(cookie.set(begun.secret()));
            });
  }

  private void note(AuditAction action, String name, String address, AuditEntry.Result result) {
    signIns
        .audit()
        .appendIfPossible(
            new StaffAudit.Note(action, name, address, "one-time link", null, result, false));
  }

  private Route signOut(HttpRequest request) {
    return completeWithFuture(
        signIns
            .whoAsks()
            .of(request)
            .thenCompose(
                answer -> {
                  Optional<String> secret = cookie.in(request);
                  if (answer instanceof WhoAsks.Answer.Known(_, var session)
                      && session.isPresent()
                      && secret.isPresent()) {
                    return sessions
                        .end(secret.get())
                        .thenApply(
                            _ ->
                                HttpResponse.create()
                                    .withStatus(StatusCodes.NO_CONTENT)
                                    .addHeader(cookie.remove()));
                  }
                  return CompletableFuture.completedStage(refused(answer));
                }));
  }

  private static CompletionStage<HttpResponse> problem(Problem problem) {
    return CompletableFuture.completedStage(ProblemAnswers.answer(problem));
  }
}
