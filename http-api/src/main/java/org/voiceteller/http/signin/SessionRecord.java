package org.voiceteller.http.signin;

import java.time.Instant;
import java.util.List;
import org.voiceteller.http.signin.Principal.Means;

/**
 * What the server keeps of a session, under the hash of its id. Everything but the last two is
 * settled at sign-in.
 *
 * @param subject who, as {@link Principal#id}
 * @param roles by their words; one that this version does not know gives nothing
 * @param startedAtMs since 1970
 * @param usedAtMs since 1970; to the minute or so, for not every use is noted
 * @param over whether it was ended; for good
 */
record SessionRecord(
    String subject,
    String name,
    Means means,
    List<String> roles,
    long startedAtMs,
    long usedAtMs,
    boolean over) {

  SessionRecord {
    roles = List.copyOf(roles);
  }

  static SessionRecord begun(Principal who, Instant now) {
    return new SessionRecord(
        who.id(),
        who.name(),
        who.means(),
        who.roles().stream().map(Role::word).toList(),
        now.toEpochMilli(),
        now.toEpochMilli(),
        false);
  }

  /** Nobody's: something that counts once was used. */
  static SessionRecord usedUp(Instant now) {
    return new SessionRecord(
        "", "", Means.OPENID, List.of(), now.toEpochMilli(), now.toEpochMilli(), true);
  }

  Principal principal() {
    return Principal.person(
        subject, name, means, roles.stream().flatMap(role -> Role.of(role).stream()).toList());
  }

  SessionRecord usedAt(Instant now) {
    return new SessionRecord(
        subject, name, means, roles, startedAtMs, Math.max(usedAtMs, now.toEpochMilli()), over);
  }

  SessionRecord ended() {
    return new SessionRecord(subject, name, means, roles, startedAtMs, usedAtMs, true);
  }

  /**
   * What two nodes know of one session: the later use, and that it is over once one of them knows
   * that. In whatever order and however often it is done, the outcome is the same.
   */
  SessionRecord and(SessionRecord other) {
    SessionRecord later = usedAtMs >= other.usedAtMs ? this : other;
    return over || other.over ? later.ended() : later;
  }
}
