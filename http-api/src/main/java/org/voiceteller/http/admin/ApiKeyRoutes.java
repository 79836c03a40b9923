package org.voiceteller.http.admin;

import static org.apache.pekko.http.javadsl.server.PathMatchers.segment;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.StatusCodes;
import org.apache.pekko.http.javadsl.server.AllDirectives;
import org.apache.pekko.http.javadsl.server.Route;
import org.jspecify.annotations.Nullable;
import org.voiceteller.core.audit.AuditAction;
import org.voiceteller.core.staff.ApiKey;
import org.voiceteller.http.json.Json;
import org.voiceteller.http.problem.Problem;
import org.voiceteller.http.problem.ProblemAnswers;
import org.voiceteller.http.signin.ApiKeys;
import org.voiceteller.http.signin.Permission;
import org.voiceteller.http.signin.Principal;

/**
 * {@code /v1/admin/api-keys}: the keys of programs. Nobody gives away what they may not do
 * themselves, so whoever administers the bank's machines cannot make a key to its customers. Making
 * and revoking stand in the audit log before they are done.
 */
public final class ApiKeyRoutes extends AllDirectives {

  private final Guard guard;
  private final Accesses accesses;
  private final Idempotency idempotency;
  private final ApiKeys keys;
  private final InstantSource clock;

  private ApiKeyRoutes(
      Guard guard, Accesses accesses, Idempotency idempotency, ApiKeys keys, InstantSource clock) {
    this.guard = guard;
    this.accesses = accesses;
    this.idempotency = idempotency;
    this.keys = keys;
    this.clock = clock;
  }

  public static ApiKeyRoutes create(
      Guard guard, Accesses accesses, Idempotency idempotency, ApiKeys keys, InstantSource clock) {
    return new ApiKeyRoutes(guard, accesses, idempotency, keys, clock);
  }

  /** A key to be made. */
  record KeyBody(String name, List<String> scopes, @Nullable String expiresAt) {

    KeyBody {
      if (name == null || !name.matches("[^\\p{Cntrl}\\p{Cf}]{1,64}") || name.isBlank()) {
        throw new IllegalArgumentException("\"name\" must be a text of 1 to 64 characters.");
      }
      if (scopes == null
          || scopes.isEmpty()
          || !scopes.stream().allMatch(scope -> Permission.of(scope).isPresent())) {
        throw new IllegalArgumentException(
            "\"scopes\" must be a list of permissions, as [\"see-figures\"].");
      }
      scopes = List.copyOf(scopes);
      try {
        if (expiresAt != null) {
          Instant.parse(expiresAt);
        }
      } catch (DateTimeException unreadable) {
        throw new IllegalArgumentException(
            "\"expiresAt\" must be a time in UTC, as \"2027-01-01T00:00:00Z\".", unreadable);
      }
    }

    private Set<Permission> permissions() {
      EnumSet<Permission> all = EnumSet.noneOf(Permission.class);
      scopes.forEach(scope -> Permission.of(scope).ifPresent(all::add));
      return all;
    }

    private @Nullable Instant end() {
      return expiresAt == null ? null : Instant.parse(expiresAt);
    }
  }

  /** A key as the API tells of it. */
  record KeyAnswer(
      String keyId,
      String name,
      List<String> scopes,
      Instant madeAt,
      String madeBy,
      @Nullable Instant expiresAt,
      @Nullable Instant lastUsedAt,
      @Nullable String secret) {

    static KeyAnswer of(ApiKey key, @Nullable String secret) {
      return new KeyAnswer(
          key.keyId(),
          key.name(),
          key.scopes(),
          key.madeAt(),
          key.madeBy(),
          key.expiresAt(),
          key.lastUsedAt(),
          secret);
    }

    @Override
    public String toString() {
      return "KeyAnswer[" + keyId + "]";
    }
  }

  /** The keys that are not revoked. */
  record KeysAnswer(List<KeyAnswer> items) {}

  /** Below {@code /v1/admin}: answers its paths and rejects all others. */
  public Route routes() {
    return pathPrefix(
        "api-keys",
        () ->
            concat(
                pathEndOrSingleSlash(
                    () ->
                        guard.allow(
                            Permission.MANAGE_API_KEYS,
                            who -> concat(get(this::list), post(() -> make(who))))),
                path(
                    segment(),
                    keyId ->
                        guard.allow(
                            Permission.MANAGE_API_KEYS,
                            who -> delete(() -> extractRequest(it -> revoke(it, who, keyId)))))));
  }

  private Route list() {
    return completeWithFuture(
        keys.all()
            .thenApply(
                all ->
                    Json.answer(
                        200,
                        new KeysAnswer(
                            all.stream()
                                .filter(key -> key.revokedAt() == null)
                                .map(key -> KeyAnswer.of(key, null))
                                .toList()))));
  }

  private Route make(Principal who) {
    return extractRequest(
        request ->
            idempotency.once(
                who,
                KeyBody.class,
                (body, _) -> make(request, who, body),
                ApiKeyRoutes::withoutSecret));
  }

  private CompletionStage<HttpResponse> make(HttpRequest request, Principal who, KeyBody body) {
    Set<Permission> scopes = body.permissions();
    if (!who.permissions().containsAll(scopes)) {
      return answer(new Problem.NotPermitted());
    }
    Instant end = body.end();
    if (end != null && !clock.instant().isBefore(end)) {
      return answer(new Problem.BadRequest("\"expiresAt\" must be later than now."));
    }
    ApiKeys.Made made = keys.prepare(body.name(), scopes, who.name(), end);
    String what = made.key().keyId() + " " + String.join(",", made.key().scopes());
    return accesses
        .note(request, AuditAction.API_KEY_MADE, who, what, null, false)
        .thenCompose(_ -> keys.keep(made))
        .thenApply(_ -> Json.answer(201, KeyAnswer.of(made.key(), made.secret())));
  }

  /** Who repeats the request has perhaps not seen the first answer; but a secret is told once. */
  private static HttpResponse withoutSecret(HttpResponse first) {
    return first.status().equals(StatusCodes.CREATED)
        ? ProblemAnswers.answer(
            new Problem.Conflict(
                "This request has made a key before, whose secret is told once. If it was lost,"
                    + " revoke the key and make another one with a new Idempotency-Key."))
        : first;
  }

  private Route revoke(HttpRequest request, Principal who, String keyId) {
    return completeWithFuture(
        keys.of(keyId)
            .thenCompose(
                found -> {
                  if (found.isEmpty()) {
                    return answer(new Problem.NotFound(request.getUri().path()));
                  }
                  if (found.get().revokedAt() != null) {
                    return CompletableFuture.completedStage(gone());
                  }
                  return accesses
                      .note(request, AuditAction.API_KEY_REVOKED, who, keyId, null, false)
                      .thenCompose(_ -> keys.revoke(keyId))
                      .thenApply(_ -> gone());
                }));
  }

  private static HttpResponse gone() {
    return HttpResponse.create().withStatus(StatusCodes.NO_CONTENT);
  }

  private static CompletionStage<HttpResponse> answer(Problem problem) {
    return CompletableFuture.completedStage(ProblemAnswers.answer(problem));
  }
}
