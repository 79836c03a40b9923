package org.voiceteller.siptrunk.trunk;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import javax.sip.header.AuthorizationHeader;

/**
 * Authentication by digest (RFC 3261 §22, RFC 7616, RFC 8760), without state for who does not know
 * the password: a nonce holds its own time under a key that only this process has, lasts a minute,
 * and each of its counts is taken once. Thread-safe.
 */
public final class Digest {

  private static final Duration NONCE_LASTS = Duration.ofMinutes(1);

  /** Nonces of the last minute that were used; beyond them a peer is challenged anew. */
  private static final int MAX_USED = 20_000;

  private static final int TIME_BYTES = Long.BYTES;
  private static final int MAC_BYTES = 16;

  /** How the hash is named on the wire and in Java. */
  public enum Algorithm {
    SHA_256("SHA-256", "SHA-256"),
    MD5("MD5", "MD5");

    private final String name;
    private final String java;

    Algorithm(String name, String java) {
      this.name = name;
      this.java = java;
    }

    /** As a header names it. */
    public String headerName() {
      return name;
    }
  }

  /** What becomes of an {@code Authorization}. */
  public sealed interface Verdict {
    record Right(Trunk trunk) implements Verdict {}

    /** Must be challenged: nothing was given, or the nonce is too old, or it is wrong. */
    record Challenge(boolean stale) implements Verdict {}
  }

  private record Used(long untilMs, int highestCount) {}

  private final InstantSource clock;
  private final byte[] key = new byte[32];
  private final ConcurrentHashMap<String, Used> used = new ConcurrentHashMap<>();

  public Digest(InstantSource clock) {
    this.clock = clock;
    new SecureRandom().nextBytes(key);
  }

  /** A fresh nonce for a realm. */
  public String nonce(String realm) {
    byte[] time = ByteBuffer.allocate(TIME_BYTES).putLong(clock.millis()).array();
    byte[] nonce = Arrays.copyOf(time, TIME_BYTES + MAC_BYTES);
    System.arraycopy(mac(realm, time), 0, nonce, TIME_BYTES, MAC_BYTES);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(nonce);
  }

  /** Whether one of these trunks has sent this. */
  public Verdict check(List<Trunk> trunks, String method, Optional<AuthorizationHeader> given) {
    if (given.isEmpty()) {
      return new Verdict.Challenge(false);
    }
    AuthorizationHeader header = given.get();
    for (Trunk trunk : trunks) {
      if (trunk.login().isPresent()
          && trunk.login().get().user().equals(header.getUsername())
          && trunk.name().equals(header.getRealm())) {
        return check(trunk, trunk.login().get(), method, header);
      }
    }
    return new Verdict.Challenge(false);
  }

  private Verdict check(Trunk trunk, Trunk.Login login, String method, AuthorizationHeader header) {
    Optional<Algorithm> algorithm = algorithm(header.getAlgorithm());
    if (algorithm.isEmpty() || header.getURI() == null || header.getNonce() == null) {
      return new Verdict.Challenge(false);
    }
    String expected = response(login, algorithm.get(), method, header);
    String response = String.valueOf(header.getResponse());
    if (!MessageDigest.isEqual(expected.getBytes(UTF_8), response.getBytes(UTF_8))) {
      return new Verdict.Challenge(false);
    }
    return isFresh(header.getNonce(), trunk.name()) && isFirstUse(header)
        ? new Verdict.Right(trunk)
        : new Verdict.Challenge(true);
  }

  private static Optional<Algorithm> algorithm(String name) {
    return name == null
        ? Optional.of(Algorithm.MD5)
        : Arrays.stream(Algorithm.values())
            .filter(each -> each.name.equalsIgnoreCase(name))
            .findFirst();
  }

  private static String response(
      Trunk.Login login, Algorithm algorithm, String method, AuthorizationHeader header) {
    String secret =
        hash(algorithm, login.user() + ":" + header.getRealm() + ":" + login.password());
    String what = hash(algorithm, method + ":" + header.getURI());
    if (header.getQop() == null) {
      return hash(algorithm, secret + ":" + header.getNonce() + ":" + what);
    }
    String count = "%08x".formatted(header.getNonceCount());
    return hash(
        algorithm,
        String.join(
            ":", secret, header.getNonce(), count, header.getCNonce(), header.getQop(), what));
  }

  private boolean isFresh(String nonce, String realm) {
    byte[] bytes;
    try {
      bytes = Base64.getUrlDecoder().decode(nonce);
    } catch (IllegalArgumentException notOurs) {
      return false;
    }
    if (bytes.length != TIME_BYTES + MAC_BYTES) {
      return false;
    }
    byte[] time = Arrays.copyOf(bytes, TIME_BYTES);
    byte[] given = Arrays.copyOfRange(bytes, TIME_BYTES, bytes.length);
    long age = clock.millis() - ByteBuffer.wrap(time).getLong();
    return MessageDigest.isEqual(Arrays.copyOf(mac(realm, time), MAC_BYTES), given)
        && age >= 0
        && age <= NONCE_LASTS.toMillis();
  }

  private boolean isFirstUse(AuthorizationHeader header) {
    long now = clock.millis();
    if (used.size() >= MAX_USED) {
      used.values().removeIf(each -> each.untilMs < now);
      if (used.size() >= MAX_USED) {
        return false;
      }
    }
    int count = Math.max(1, header.getNonceCount());
    boolean[] first = new boolean[1];
    used.compute(
        header.getNonce(),
        (_, before) -> {
          first[0] = before == null || before.highestCount < count;
          int highest = before == null ? count : Math.max(before.highestCount, count);
          return new Used(now + NONCE_LASTS.toMillis(), highest);
        });
    return first[0];
  }

  private byte[] mac(String realm, byte[] time) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      mac.update(time);
      return mac.doFinal(realm.getBytes(UTF_8));
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("Expected every Java to have HmacSHA256", impossible);
    }
  }

  private static String hash(Algorithm algorithm, String text) {
    try {
      byte[] hash = MessageDigest.getInstance(algorithm.java).digest(text.getBytes(ISO_8859_1));
      return HexFormat.of().formatHex(hash);
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("Expected every Java to have " + algorithm, impossible);
    }
  }
}
