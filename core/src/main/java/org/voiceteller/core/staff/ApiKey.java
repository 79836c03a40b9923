package org.voiceteller.core.staff;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A program's key as it is kept: without its secret.
 *
 * @param keyId public, made from the hash, so that who holds the secret can be found by it
 * @param hash SHA-256 of the secret, 64 hexadecimal digits
 * @param scopes what it may do, in the words of the admin API
 * @param madeBy who made it, by name
 * @param expiresAt null when it does not by itself
 * @param revokedAt null while it opens something
 * @param lastUsedAt to the minute or so; null when it never was
 */
public record ApiKey(
    String keyId,
    String name,
    String hash,
    List<String> scopes,
    Instant madeAt,
    String madeBy,
    @Nullable Instant expiresAt,
    @Nullable Instant revokedAt,
    @Nullable Instant lastUsedAt) {

  public ApiKey {
    scopes = List.copyOf(scopes);
  }

  /** Whether it opens anything at this time. */
  public boolean isOpen(Instant now) {
    return revokedAt == null && (expiresAt == null || now.isBefore(expiresAt));
  }

  @Override
  public String toString() {
    return "ApiKey[" + keyId + "]";
  }
}
