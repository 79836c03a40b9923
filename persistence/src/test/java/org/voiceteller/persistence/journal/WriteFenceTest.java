package org.voiceteller.persistence.journal;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.apache.pekko.actor.Address;
import org.apache.pekko.actor.AddressFromURIString;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.cluster.Member;
import org.apache.pekko.cluster.MemberStatus;
import org.apache.pekko.cluster.typed.Cluster;
import org.apache.pekko.cluster.typed.Down;
import org.apache.pekko.cluster.typed.Join;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.voiceteller.core.journal.EventFamily;
import org.voiceteller.persistence.Await;
import org.voiceteller.persistence.Recorder;
import org.voiceteller.persistence.Samples;
import org.voiceteller.persistence.SharedStores;
import org.voiceteller.persistence.SharedStores.Running;

@ExtendWith(SharedStores.class)
class WriteFenceTest {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /** A node that stops is gone at once, as by a power cut, and nobody takes it out. */
  private static final Config SUDDEN =
      ConfigFactory.parseMap(
          Map.of(
              "pekko.coordinated-shutdown.run-by-actor-system-terminate",
              "off",
              "pekko.cluster.run-coordinated-shutdown-when-down",
              "off",
              "pekko.cluster.downing-provider-class",
              "",
              "pekko.cluster.failure-detector.acceptable-heartbeat-pause",
              "1s"));

  private final List<ActorTestKit> nodes = new ArrayList<>();

  @AfterEach
  void stop() {
    nodes.forEach(ActorTestKit::shutdownTestKit);
  }

  @Test
  void isOpenForWhoIsAlone(Running running) {
    assertThat(WriteFence.of(running.kit().system()).closed()).isEmpty();
  }

  @Test
  void staysOpenWhereMostAre(Running running) {
    cluster(running, "most", 3);
    WriteFence fence = WriteFence.of(nodes.getFirst().system());

    nodes.getLast().shutdownTestKit();

    untilMissed(nodes.getFirst(), 1);
    assertThat(fence.closed()).isEmpty();
  }

  @Test
  void closesWhereFewerAre(Running running) {
    cluster(running, "fewer", 3);
    WriteFence fence = WriteFence.of(nodes.getFirst().system());

    nodes.get(1).shutdownTestKit();
    nodes.get(2).shutdownTestKit();

    untilMissed(nodes.getFirst(), 2);
    assertThat(fence.closed())
        .contains("This node hears 1 of the cluster's nodes, of 3 that it watches.");
  }

  @Test
  void closesForWhoHasLeft(Running running) {
    cluster(running, "left", 1);
    ActorTestKit node = nodes.getFirst();
    WriteFence fence = WriteFence.of(node.system());

    var cluster = Cluster.get(node.system());
    cluster.manager().tell(Down.apply(cluster.selfMember().address()));

    Await.until(node, () -> CompletableFuture.completedFuture(fence.closed()), Optional::isPresent);
    assertThat(fence.closed()).contains("This node is no member of the cluster any more.");
  }

  /** Of two, the one that has the higher address. */
  @Test
  void writesNothingWhileItIsClosed(Running running) {
    cluster(running, "two", 2);
    ActorTestKit node = nodes.getLast();
    TestProbe<List<Object>> kept = node.createTestProbe();
    List<?> events = Samples.call("CALL-FENCED", "CUST-1");
    ActorRef<Recorder.Command> recorder =
        node.spawn(Recorder.create(EventFamily.CALL, "CALL-FENCED"));
    recorder.tell(new Recorder.Command.Keep(events.subList(0, 1), kept.getRef()));
    kept.receiveMessage(PATIENCE);

    nodes.getFirst().shutdownTestKit();
    untilMissed(node, 1);
    recorder.tell(new Recorder.Command.Keep(events.subList(1, 2), kept.getRef()));

    kept.expectTerminated(recorder, PATIENCE);
    TestProbe<List<Object>> elsewhere = running.kit().createTestProbe();
    running
        .kit()
        .spawn(Recorder.create(EventFamily.CALL, "CALL-FENCED"))
        .tell(new Recorder.Command.Keep(List.of(), elsewhere.getRef()));
    assertThat(elsewhere.receiveMessage(PATIENCE)).isEqualTo(events.subList(0, 1));
  }

  @Test
  void ofTwoHalvesTheOneWithTheLowestAddressIsMost() {
    SortedSet<Address> four = addresses(4);
    SortedSet<Address> lower = addresses(2);

    assertThat(WriteFence.isMost(four, lower::contains)).isTrue();
    assertThat(WriteFence.isMost(four, node -> !lower.contains(node))).isFalse();
    assertThat(WriteFence.isMost(addresses(5), lower::contains)).isFalse();
    assertThat(WriteFence.isMost(addresses(3), lower::contains)).isTrue();
    assertThat(WriteFence.isMost(addresses(0), lower::contains)).isTrue();
  }

  private static SortedSet<Address> addresses(int count) {
    var addresses = new TreeSet<Address>(Member.addressOrdering());
    IntStream.rangeClosed(1, count)
        .mapToObj("pekko://bank@127.0.0.%d:7355"::formatted)
        .map(AddressFromURIString::parse)
        .forEach(addresses::add);
    return addresses;
  }

  /** Nodes in the order of their addresses, all of them up. */
  private void cluster(Running running, String name, int count) {
    for (int node = 1; node <= count; node++) {
      var config =
          ConfigFactory.parseMap(
                  Map.of("pekko.remote.artery.canonical.hostname", "127.0.0." + (node + 1)))
              .withFallback(SUDDEN)
              .withFallback(running.kit().system().settings().config());
      nodes.add(ActorTestKit.create(name, config));
      var first = Cluster.get(nodes.getFirst().system()).selfMember().address();
      Cluster.get(nodes.getLast().system()).manager().tell(Join.create(first));
    }
    for (ActorTestKit node : nodes) {
      Await.until(
          node,
          () ->
              CompletableFuture.completedFuture(
                  StreamSupport.stream(
                          Cluster.get(node.system()).state().getMembers().spliterator(), false)
                      .filter(member -> member.status() == MemberStatus.up())
                      .count()),
          up -> up == count);
    }
  }

  private static void untilMissed(ActorTestKit node, int count) {
    Await.until(
        node,
        () ->
            CompletableFuture.completedFuture(
                Cluster.get(node.system()).state().getUnreachable().size()),
        missed -> missed == count);
  }
}
