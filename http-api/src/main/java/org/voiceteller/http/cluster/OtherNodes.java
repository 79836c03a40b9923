package org.voiceteller.http.cluster;

import java.util.stream.StreamSupport;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.cluster.MemberStatus;
import org.apache.pekko.cluster.typed.Cluster;

/** The other nodes of the bank, as this one sees them now. */
public record OtherNodes(ActorSystem<?> system) {

  /** Whether one of them answers calls, and so takes callers who come back. */
  public boolean isAnyUp() {
    Cluster cluster = Cluster.get(system);
    return StreamSupport.stream(cluster.state().getMembers().spliterator(), false)
        .anyMatch(
            member ->
                member.status() == MemberStatus.up()
                    && Role.VOICE.isOf(member)
                    && !member.uniqueAddress().equals(cluster.selfMember().uniqueAddress()));
  }
}
