package org.voiceteller.http.signin;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.voiceteller.core.staff.ApiKey;
import org.voiceteller.core.staff.ApiKeyStore;
import org.voiceteller.http.problem.Problem;
import org.voiceteller.http.problem.ProblemException;

/**
 * The keys of programs: {@code vt_} and a secret, told once, kept as its SHA-256. A key that was
 * found is remembered for a few seconds, so that a program's requests do not all ask the store;
 * revoked, it opens nothing at once on this node and within those seconds on the others.
 */
public final class ApiKeys {

  /** How every key begins, so that one that lies where it should not can be found. */
  static final String PREFIX = "vt_";

  private static final Logger LOG = LoggerFactory.getLogger(ApiKeys.class);
  private static final Duration REMEMBERED = Duration.ofSeconds(5);
  private static final Duration USE_NOTED = Duration.ofMinutes(1);
  private static final Duration RETRY = Duration.ofSeconds(5);
  private static final int MOST_REMEMBERED = 1_000;
  private static final int ID_DIGITS = 16;

  /**
   * A key that has just been made.
   *
   * @param secret as the program sends it; it is kept nowhere
   */
  public record Made(String secret, ApiKey key) {

    @Override
    public String toString() {
      return "Made[" + key + ", secret withheld]";
    }
  }

  private record Remembered(ApiKey key, Instant until) {}

  private final ApiKeyStore store;
  private final InstantSource clock;
  private final Map<String, Remembered> known = new LinkedHashMap<>(16, 0.75f, true);
  private final Map<String, Instant> uses = new LinkedHashMap<>(16, 0.75f, true);

  private ApiKeys(ApiKeyStore store, InstantSource clock) {
    this.store = store;
    this.clock = clock;
  }

  public static ApiKeys create(ApiKeyStore store, InstantSource clock) {
    return new ApiKeys(store, clock);
  }

  /** A new key, not kept yet: {@link #keep} does that. */
  public Made prepare(
      String name, Set<Permission> scopes, String madeBy, @Nullable Instant expiresAt) {
    String secret = PREFIX + Secrets.make();
    String hash = Secrets.hash(secret);
    return new Made(
        secret,
        new ApiKey(
            id(hash),
            name,
            hash,
            scopes.stream().map(Permission::word).toList(),
            clock.instant(),
            madeBy,
            expiresAt,
            null,
            null));
  }

  public CompletionStage<Void> keep(Made made) {
    return available(store.add(made.key()));
  }

  public CompletionStage<List<ApiKey>> all() {
    return available(store.all());
  }

  public CompletionStage<Optional<ApiKey>> of(String keyId) {
    return available(store.find(keyId));
  }

  /**
   * @return whether there is such a key
   */
  public CompletionStage<Boolean> revoke(String keyId) {
    return available(store.revoke(keyId, clock.instant()))
        .whenComplete(
            (_, _) -> {
              synchronized (known) {
                known.remove(keyId);
              }
            });
  }

  /** Whether a bearer token has the form of a key. */
  static boolean isFormed(String bearer) {
    return bearer.startsWith(PREFIX) && Secrets.isFormed(bearer.substring(PREFIX.length()));
  }

  /** Who holds this key, as far as it is known here without asking the store. */
  Optional<Principal> remembered(String bearer) {
    Instant now = clock.instant();
    String hash = Secrets.hash(bearer);
    synchronized (known) {
      Remembered remembered = known.get(id(hash));
      return remembered != null
              && now.isBefore(remembered.until())
              && opens(remembered.key(), hash, now)
          ? Optional.of(use(remembered.key(), now))
          : Optional.empty();
    }
  }

  /** Whether this key has opened something here not long ago, so that it is worth a look. */
  boolean isFamiliar(String bearer) {
    synchronized (uses) {
      return uses.containsKey(id(Secrets.hash(bearer)));
    }
  }

  /** Who holds this key; empty when it opens nothing, for whatever reason. */
  CompletionStage<Optional<Principal>> find(String bearer) {
    if (!isFormed(bearer)) {
      return CompletableFuture.completedStage(Optional.empty());
    }
    Instant now = clock.instant();
    String hash = Secrets.hash(bearer);
    return available(store.find(id(hash)))
        .thenApply(
            found ->
                found
                    .filter(key -> opens(key, hash, now))
                    .map(
                        key -> {
                          remember(key, now);
                          return use(key, now);
                        }));
  }

  /** That the table cannot be reached is no fault of the request. */
  private static <T> CompletionStage<T> available(CompletionStage<T> asked) {
    return asked.exceptionallyCompose(
        failure -> {
          LOG.warn("The API keys cannot be reached: {}", failure.toString());
          return CompletableFuture.failedStage(
              new ProblemException(
                  new Problem.Unavailable("The API keys cannot be reached now.", RETRY)));
        });
  }

  private static boolean opens(ApiKey key, String hash, Instant now) {
    return Secrets.areEqual(key.hash(), hash) && key.isOpen(now);
  }

  private void remember(ApiKey key, Instant now) {
    synchronized (known) {
      known.put(key.keyId(), new Remembered(key, now.plus(REMEMBERED)));
      bound(known);
    }
  }

  private Principal use(ApiKey key, Instant now) {
    boolean worthNoting;
    synchronized (uses) {
      Instant noted = uses.get(key.keyId());
      worthNoting = noted == null || !now.isBefore(noted.plus(USE_NOTED));
      if (worthNoting) {
        uses.put(key.keyId(), now);
        bound(uses);
      }
    }
    if (worthNoting) {
      store
          .used(key.keyId(), now)
          .whenComplete(
              (_, failure) -> {
                if (failure != null) {
                  LOG.warn("The use of {} could not be noted: {}", key.keyId(), failure.toString());
                }
              });
    }
    return Principal.key(
        key.keyId(),
        key.name(),
        key.scopes().stream().flatMap(scope -> Permission.of(scope).stream()).toList());
  }

  private static <V> void bound(Map<String, V> map) {
    if (map.size() > MOST_REMEMBERED) {
      var eldest = map.keySet().iterator();
      eldest.next();
      eldest.remove();
    }
  }

  private static String id(String hash) {
    return "KEY-" + hash.substring(0, ID_DIGITS);
  }
}
