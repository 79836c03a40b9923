package org.voiceteller.streams.webrtc.ice;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Our side of one call's ICE (RFC 8445): a lite agent, which is always the controlled one. It
 * answers the checks of the caller, follows the pair that the caller nominates, and holds that the
 * caller wants our sound for as long as checks come (RFC 7675). Thread-safe.
 */
public final class IceLite {

  /** What came of a check. */
  public sealed interface Check {

    /**
     * @param answer to be sent to where the check came from
     * @param isValid whether its sender has proved itself
     * @param isMoved whether the caller is somewhere else than before: sound goes there from now on
     */
    record Answered(byte[] answer, boolean isValid, boolean isMoved) implements Check {}

    /** No STUN request for this call. */
    record Ignored() implements Check {}
  }

  private final Duration consentTimeout;
  private final Deque<Ours> generations = new ArrayDeque<>();
  private @Nullable InetSocketAddress peer;
  private boolean nominated;
  private long lastConsentNanos;

  private record Ours(IceCredentials ours, IceCredentials theirs) {}

  /**
   * @param consentTimeout after the last check, nothing may be sent any more
   */
  public IceLite(
      IceCredentials ours, IceCredentials theirs, Duration consentTimeout, long nowNanos) {
    this.consentTimeout = consentTimeout;
    this.lastConsentNanos = nowNanos;
    generations.addFirst(new Ours(ours, theirs));
  }

  /**
   * Which call a datagram is for: the first half of the {@code USERNAME} of a check, which is our
   * part. Never throws.
   */
  public static Optional<String> ufragOf(byte[] datagram) {
    return StunMessage.parse(datagram)
        .filter(message -> message.type() == StunMessage.BINDING_REQUEST)
        .flatMap(StunMessage::username)
        .map(name -> name.indexOf(':') < 0 ? name : name.substring(0, name.indexOf(':')));
  }

  /** The next generation of credentials: an ICE restart. The one before is still answered. */
  public synchronized void restart(IceCredentials ours, IceCredentials theirs) {
    while (generations.size() > 1) {
      generations.removeLast();
    }
    generations.addFirst(new Ours(ours, theirs));
  }

  public synchronized IceCredentials theirs() {
    return generations.getFirst().theirs();
  }

  public synchronized IceCredentials ours() {
    return generations.getFirst().ours();
  }

  /** Names that checks for this call may carry. */
  public synchronized List<String> ufrags() {
    return generations.stream().map(each -> each.ours().ufrag()).toList();
  }

  public synchronized Check check(byte[] datagram, InetSocketAddress from, long nowNanos) {
    Optional<StunMessage> parsed =
        StunMessage.parse(datagram)
            .filter(it -> it.type() == StunMessage.BINDING_REQUEST)
            .filter(StunMessage::hasRightFingerprint);
    if (parsed.isEmpty()) {
      return new Check.Ignored();
    }
    StunMessage request = parsed.get();
    Optional<Ours> generation =
        generations.stream()
            .filter(
                each ->
                    request
                        .username()
                        .filter((each.ours().ufrag() + ":" + each.theirs().ufrag())::equals)
                        .isPresent())
            .findFirst();
    if (generation.isEmpty() || !request.isSealedWith(generation.get().ours().password())) {
      return refused(request, null, 401, "Unauthenticated", List.of());
    }
    String password = generation.get().ours().password();
    if (!request.notUnderstood().isEmpty()) {
      return refused(request, password, 420, "Unknown Attribute", request.notUnderstood());
    }
    if (request.has(StunMessage.ICE_CONTROLLED)) {
      return refused(request, password, 487, "Role Conflict", List.of());
    }
    lastConsentNanos = nowNanos;
    boolean isMoved = follow(from, request.has(StunMessage.USE_CANDIDATE));
    byte[] answer =
        new StunWriter(StunMessage.BINDING_SUCCESS, request.transaction())
            .mappedAddress(from)
            .sealedWith(password)
            .bytes();
    return new Check.Answered(answer, true, isMoved);
  }

  /** Before anything is nominated, the first who proves itself gets the handshake's answers. */
  private boolean follow(InetSocketAddress from, boolean isNominated) {
    if (peer == null) {
      peer = from;
      nominated = isNominated;
      return false;
    }
    if (!isNominated) {
      return false;
    }
    boolean isMoved = nominated && !peer.equals(from);
    peer = from;
    nominated = true;
    return isMoved;
  }

  private static Check refused(
      StunMessage request,
      @Nullable String password,
      int code,
      String reason,
      List<Integer> unknown) {
    StunWriter answer =
        new StunWriter(StunMessage.BINDING_ERROR, request.transaction()).error(code, reason);
    if (!unknown.isEmpty()) {
      answer.unknown(unknown);
    }
    if (password != null) {
      answer.sealedWith(password);
    }
    return new Check.Answered(answer.bytes(), false, false);
  }

  /** Where the caller is; empty before the first check. */
  public synchronized Optional<InetSocketAddress> peer() {
    return Optional.ofNullable(peer);
  }

  /** Whether the caller still wants our sound: it has proved itself and has done so lately. */
  public synchronized boolean hasConsent(long nowNanos) {
    return nowNanos - lastConsentNanos < consentTimeout.toNanos();
  }
}
