package org.voiceteller.http.metrics;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.StreamSupport;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.AskPattern;
import org.apache.pekko.cluster.MemberStatus;
import org.apache.pekko.cluster.sharding.ShardRegion;
import org.apache.pekko.cluster.sharding.typed.GetShardRegionState;
import org.apache.pekko.cluster.sharding.typed.javadsl.ClusterSharding;
import org.apache.pekko.cluster.typed.Cluster;
import org.voiceteller.actors.call.CallSession;

/** This node's place in the cluster: the members it sees, and the sessions that live on it. */
public final class ClusterMetrics {

  private static final Duration EVERY = Duration.ofSeconds(1);

  private ClusterMetrics() {}

  /** Counts members from now on. */
  public static void watchMembers(ActorSystem<?> system, MeterRegistry registry) {
    Gauge.builder("voiceteller.cluster.members", system, ClusterMetrics::membersUp)
        .description("Members of the cluster that are up, as this node sees it")
        .register(registry);
  }

  /** Counts sessions once a second; their sharding must have been initialised. */
  public static void watchSessions(ActorSystem<?> system, MeterRegistry registry) {
    AtomicInteger sessions = new AtomicInteger();
    Gauge.builder("voiceteller.sessions", sessions, AtomicInteger::get)
        .description("Sessions of calls that live on this node, wherever their callers are")
        .register(registry);
    system
        .scheduler()
        .scheduleWithFixedDelay(
            Duration.ZERO, EVERY, () -> count(system, sessions), system.executionContext());
  }

  private static void count(ActorSystem<?> system, AtomicInteger sessions) {
    AskPattern.ask(
            ClusterSharding.get(system).shardState(),
            (ActorRef<ShardRegion.CurrentShardRegionState> replyTo) ->
                new GetShardRegionState(CallSession.KEY, replyTo),
            EVERY,
            system.scheduler())
        .thenAccept(
            state ->
                sessions.set(
                    state.getShards().stream()
                        .mapToInt(shard -> shard.getEntityIds().size())
                        .sum()));
  }

  private static double membersUp(ActorSystem<?> system) {
    return StreamSupport.stream(Cluster.get(system).state().getMembers().spliterator(), false)
        .filter(member -> member.status() == MemberStatus.up())
        .count();
  }
}
