package org.voiceteller.http.admin;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.server.AllDirectives;
import org.apache.pekko.http.javadsl.server.Route;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.voiceteller.core.audit.AuditAction;
import org.voiceteller.core.audit.AuditEntry.Result;
import org.voiceteller.http.problem.Problem;
import org.voiceteller.http.problem.ProblemException;
import org.voiceteller.http.signin.Principal;
import org.voiceteller.http.signin.SignIns;
import org.voiceteller.http.signin.StaffAudit;
import org.voiceteller.http.signin.WhoAsks;

/**
 * Looks at personal data and deeds of the bank's people, each an entry of the audit log that stands
 * there before anything is shown or done. Without the entry there is no look and no deed: 503.
 */
public final class Accesses extends AllDirectives {

  private static final Logger LOG = LoggerFactory.getLogger(Accesses.class);
  private static final Duration RETRY = Duration.ofSeconds(5);

  private final StaffAudit audit;
  private final WhoAsks whoAsks;

  private Accesses(StaffAudit audit, WhoAsks whoAsks) {
    this.audit = audit;
    this.whoAsks = whoAsks;
  }

  public static Accesses create(SignIns signIns) {
    return new Accesses(signIns.audit(), signIns.whoAsks());
  }

  /**
   * Notes {@code PERSONAL_DATA_VIEWED}, then shows.
   *
   * @param what was looked at, as {@code customer CUST-10001}; no personal data itself
   * @param reason as {@link AccessReason} gives it
   * @param customerId whose data it is; empty when of several or not known
   */
  public Route view(
      Principal who,
      String what,
      String reason,
      Optional<String> customerId,
      Supplier<Route> inner) {
    return deed(
        AuditAction.PERSONAL_DATA_VIEWED, who, what, reason, customerId.orElse(null), true, inner);
  }

  /** Notes a deed that shows nothing, as {@code CALL_ENDED_BY_STAFF}, then does it. */
  public Route deed(
      AuditAction action,
      Principal who,
      String what,
      String reason,
      Optional<String> customerId,
      Supplier<Route> inner) {
    return deed(action, who, what, reason, customerId.orElse(null), false, inner);
  }

  private Route deed(
      AuditAction action,
      Principal who,
      String what,
      String reason,
      @Nullable String customerId,
      boolean personalDataSeen,
      Supplier<Route> inner) {
    return extractRequest(
        request ->
            onSuccess(
                note(request, action, who, what + " " + reason, customerId, personalDataSeen),
                _ -> inner.get()));
  }

  /**
   * The same outside of a route: completes when the entry stands, and fails with a {@link
   * ProblemException} when it cannot.
   *
   * @param resource what it was about, and why
   */
  public CompletionStage<Void> note(
      HttpRequest request,
      AuditAction action,
      Principal who,
      String resource,
      @Nullable String customerId,
      boolean personalDataSeen) {
    return audit
        .append(
            new StaffAudit.Note(
                action,
                who.label(),
                whoAsks.address(request),
                resource,
                customerId,
                Result.SUCCESS,
                personalDataSeen))
        .exceptionallyCompose(
            failure -> {
              LOG.warn("{} is refused, for it cannot be audited: {}", action, failure.toString());
              return CompletableFuture.failedStage(
                  new ProblemException(new Problem.NotAudited(RETRY)));
            });
  }
}
