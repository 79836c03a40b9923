package org.voiceteller.http.admin;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.server.AllDirectives;
import org.apache.pekko.http.javadsl.server.Route;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.voiceteller.http.problem.Problem;
import org.voiceteller.http.problem.ProblemAnswers;
import org.voiceteller.http.signin.Permission;
import org.voiceteller.http.signin.Principal;
import org.voiceteller.http.signin.SignIns;
import org.voiceteller.http.signin.StaffHeaders;
import org.voiceteller.http.signin.WhoAsks;

/**
 * Who may pass into a route of the admin API. Without a sign-in that opens something 401, with one
 * that does not permit this 403, more often than is due 429; a session's request that another site
 * caused, or a change without the session's token, 403. Whether a key or a session was unknown,
 * expired or ended is not told.
 */
public final class Guard extends AllDirectives {

  private static final Logger LOG = LoggerFactory.getLogger(Guard.class);

  private final WhoAsks whoAsks;
  private final List<String> ways;
  private final RateLimit limit;

  private Guard(WhoAsks whoAsks, List<String> ways, RateLimit limit) {
    this.whoAsks = whoAsks;
    this.ways = ways;
    this.limit = limit;
  }

  public static Guard create(SignIns signIns, InstantSource clock) {
    return new Guard(
        signIns.whoAsks(),
        signIns.ways(),
        RateLimit.create(signIns.settings().requestsPerMinute(), clock));
  }

  /**
   * Puts the headers of the admin API around routes, on refusals too. What the routes reject is
   * answered here: put it inside of the path that all of them share.
   */
  public Route around(Supplier<Route> inner) {
    return StaffHeaders.around(inner);
  }

  /** The inner route for who may do this, and a refusal for all others. */
  public Route allow(Permission permission, Function<Principal, Route> inner) {
    return extractRequest(
        request ->
            onSuccess(
                whoAsks.of(request),
                answer ->
                    refusal(answer, permission)
                        .map(problem -> complete(ProblemAnswers.answer(problem)))
                        .orElseGet(() -> inner.apply(((WhoAsks.Answer.Known) answer).who()))));
  }

  private Optional<Problem> refusal(WhoAsks.Answer answer, Permission permission) {
    return switch (answer) {
      case WhoAsks.Answer.Nobody() -> Optional.of(new Problem.SignInRequired(ways));
      case WhoAsks.Answer.NotFromOurPage() -> Optional.of(new Problem.NotFromOurPage());
      case WhoAsks.Answer.Wait(var time) -> Optional.of(new Problem.TooManyAttempts(time));
      case WhoAsks.Answer.Known(var who, _) ->
          limit
              .take(who.id())
              .<Problem>map(Problem.TooManyRequests::new)
              .or(
                  () ->
                      who.may(permission)
                          ? Optional.empty()
                          : Optional.of(refused(who, permission)));
    };
  }

  private static Problem refused(Principal who, Permission permission) {
    LOG.debug("{} may not {}", who.id(), permission.word());
    return new Problem.NotPermitted();
  }

  /**
   * Whether the sender of a request may still do this: for answers that go on for long, as streams
   * of events do. It keeps no session alive.
   */
  public CompletionStage<Boolean> stillAllows(HttpRequest request, Permission permission) {
    return whoAsks
        .still(request)
        .thenApply(who -> who.filter(known -> known.may(permission)).isPresent());
  }

  /** The network address that a request came from. */
  public String address(HttpRequest request) {
    return whoAsks.address(request);
  }
}
