package org.voiceteller.http.cluster;

import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.cluster.Member;
import org.apache.pekko.cluster.MemberStatus;
import org.apache.pekko.cluster.typed.Cluster;

/** The nodes of the bank that answer calls, as this one sees them now. */
public final class VoiceNodes {

  /** Who leaves takes no new calls and has its old ones for a while. */
  private static final Set<MemberStatus> HAVE_CALLS =
      Set.of(MemberStatus.up(), MemberStatus.weaklyUp(), MemberStatus.leaving());

  private final Cluster cluster;

  public VoiceNodes(ActorSystem<?> system) {
    this.cluster = Cluster.get(system);
  }

  /** Whether another one takes callers who come back. */
  public boolean isAnotherUp() {
    return members()
        .anyMatch(
            member ->
                member.status() == MemberStatus.up()
                    && !member.uniqueAddress().equals(cluster.selfMember().uniqueAddress()));
  }

  /**
   * This node's part of what all of them may have together: each has the same, whole ones, one at
   * least. Who cannot be reached has none; so callers of a node that died find room at the others
   * before it is out of the cluster.
   */
  public int shareOf(int all) {
    Set<Member> unreachable = cluster.state().getUnreachable();
    long nodes =
        members()
            .filter(member -> HAVE_CALLS.contains(member.status()))
            .filter(member -> !unreachable.contains(member))
            .count();
    return (int) Math.max(1, all / Math.max(1, nodes));
  }

  private Stream<Member> members() {
    return StreamSupport.stream(cluster.state().getMembers().spliterator(), false)
        .filter(Role.VOICE::isOf);
  }
}
