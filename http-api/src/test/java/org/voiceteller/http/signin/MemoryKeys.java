package org.voiceteller.http.signin;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.voiceteller.core.staff.ApiKey;
import org.voiceteller.core.staff.ApiKeyStore;

/** API keys in memory. */
public final class MemoryKeys implements ApiKeyStore {

  private final Map<String, ApiKey> keys = new ConcurrentHashMap<>();

  /** How often a key was looked for. */
  public final AtomicInteger lookedUp = new AtomicInteger();

  /** Whether the table cannot be reached. */
  public volatile boolean away;

  @Override
  public CompletionStage<Void> add(ApiKey key) {
    return keys.putIfAbsent(key.keyId(), key) == null
        ? CompletableFuture.completedFuture(null)
        : CompletableFuture.failedFuture(new IllegalStateException("There is one of this id"));
  }

  @Override
  public CompletionStage<Optional<ApiKey>> find(String keyId) {
    lookedUp.incrementAndGet();
    if (away) {
      return CompletableFuture.failedFuture(new IllegalStateException("The table is away"));
    }
    return CompletableFuture.completedFuture(Optional.ofNullable(keys.get(keyId)));
  }

  @Override
  public CompletionStage<List<ApiKey>> all() {
    return CompletableFuture.completedFuture(
        keys.values().stream().sorted(Comparator.comparing(ApiKey::madeAt).reversed()).toList());
  }

  @Override
  public CompletionStage<Boolean> revoke(String keyId, Instant at) {
    return CompletableFuture.completedFuture(
        keys.computeIfPresent(keyId, (_, key) -> changed(key, at, key.lastUsedAt())) != null);
  }

  @Override
  public CompletionStage<Void> used(String keyId, Instant at) {
    keys.computeIfPresent(keyId, (_, key) -> changed(key, key.revokedAt(), at));
    return CompletableFuture.completedFuture(null);
  }

  private static ApiKey changed(
      ApiKey key, @Nullable Instant revokedAt, @Nullable Instant lastUsedAt) {
    return new ApiKey(
        key.keyId(),
        key.name(),
        key.hash(),
        key.scopes(),
        key.madeAt(),
        key.madeBy(),
        key.expiresAt(),
        key.revokedAt() == null ? revokedAt : key.revokedAt(),
        lastUsedAt);
  }
}
