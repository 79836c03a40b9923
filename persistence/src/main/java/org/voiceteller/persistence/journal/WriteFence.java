package org.voiceteller.persistence.journal;

import java.time.Duration;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.StreamSupport;
import org.apache.pekko.actor.AbstractExtensionId;
import org.apache.pekko.actor.Address;
import org.apache.pekko.actor.ClassicActorSystemProvider;
import org.apache.pekko.actor.ExtendedActorSystem;
import org.apache.pekko.actor.Extension;
import org.apache.pekko.cluster.Cluster;
import org.apache.pekko.cluster.ClusterActorRefProvider;
import org.apache.pekko.cluster.Member;
import org.apache.pekko.cluster.MemberStatus;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether this node may write to the journal. One that hears fewer than most of the bank's nodes
 * may not, from the moment that it misses them: they may be about to go on without it, and an
 * entity that two nodes write is two entities. So what lived here can begin elsewhere as soon as
 * the others have decided; nobody need wait until a node that is only cut off has come to know it.
 *
 * <p>It asks the node's own failure detector, which goes by the clock and not by messages, and
 * counts as {@code keep-majority} of Pekko's split-brain resolver does: of two halves that with the
 * lowest address. A node watches nine others at most; of more it counts those. Who stood still for
 * almost as long as others wait hears them first, for three seconds: what they said meanwhile may
 * lie in its mailboxes.
 */
public final class WriteFence implements Extension {

  private static final Logger LOG = LoggerFactory.getLogger(WriteFence.class);

  /** Its clock's beat. */
  private static final Duration BEAT = Duration.ofMillis(500);

  /** The journal's circuit breaker takes a write that lasts for ten seconds for a failed one. */
  private static final Duration LONGEST_WAIT = StandStill.LOOKING_AROUND.multipliedBy(2);

  private final Optional<Cluster> cluster;
  private final StandStill standStill = new StandStill(System::nanoTime);
  private volatile boolean wasOpen = true;

  private WriteFence(ExtendedActorSystem system) {
    if (system.provider() instanceof ClusterActorRefProvider) {
      Cluster bank = Cluster.get(system);
      cluster = Optional.of(bank);
      system
          .scheduler()
          .scheduleWithFixedDelay(Duration.ZERO, BEAT, () -> beat(bank), system.dispatcher());
    } else {
      cluster = Optional.empty(); // a command, alone with the journal
    }
  }

  /** The one of an actor system. */
  public static WriteFence of(ClassicActorSystemProvider system) {
    return Id.INSTANCE.get(system);
  }

  private static final class Id extends AbstractExtensionId<WriteFence> {

    private static final Id INSTANCE = new Id();

    @Override
    public WriteFence createExtension(ExtendedActorSystem system) {
      return new WriteFence(system);
    }
  }

  /**
   * Called from any thread.
   *
   * @return why it may not write now, as a sentence; empty when it may
   */
  public Optional<String> closed() {
    return cluster.flatMap(this::closed);
  }

  /**
   * As {@link #closed}, but whoever has just stood still waits for the others first. The journal
   * asks in its own turn, so that what it is told later, to write or to replay, waits behind.
   */
  public Optional<String> closedAfterLookingAround() {
    if (cluster.isPresent() && isMember(cluster.get())) {
      try {
        standStill.awaitLookAround(LONGEST_WAIT);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt(); // the node stops: it is closed, or it is not
      }
    }
    return closed();
  }

  private static boolean isMember(Cluster bank) {
    return !bank.isTerminated() && bank.selfMember().status() != MemberStatus.down();
  }

  private Optional<String> closed(Cluster bank) {
    Member self = bank.selfMember();
    if (!isMember(bank)) {
      return Optional.of("This node is no member of the cluster any more.");
    }
    if (standStill.isJustOver()) {
      return Optional.of("This node stood still and has not heard the others since.");
    }
    SortedSet<Address> watched = watched(bank);
    Predicate<Address> heard =
        node -> node.equals(self.address()) || bank.failureDetector().isAvailable(node);
    return isMost(watched, heard)
        ? Optional.empty()
        : Optional.of(
            "This node hears %d of the cluster's nodes, of %d that it watches."
                .formatted(watched.stream().filter(heard).count(), watched.size()));
  }

  /** Itself and those whose heartbeats it awaits, in the order of their addresses. */
  private static SortedSet<Address> watched(Cluster bank) {
    Address self = bank.selfMember().address();
    SortedSet<Address> watched = new TreeSet<>(Member.addressOrdering());
    StreamSupport.stream(bank.state().getMembers().spliterator(), false)
        .filter(member -> isCounted(member.status()))
        .map(Member::address)
        .filter(node -> node.equals(self) || bank.failureDetector().isMonitoring(node))
        .forEach(watched::add);
    return watched;
  }

  private static boolean isCounted(MemberStatus status) {
    return status == MemberStatus.up() || status == MemberStatus.leaving();
  }

  /** As keep-majority: of two halves the one that has the first of all. */
  static boolean isMost(SortedSet<Address> nodes, Predicate<Address> isHeard) {
    long heard = nodes.stream().filter(isHeard).count();
    long missed = nodes.size() - heard;
    return heard == missed ? nodes.isEmpty() || isHeard.test(nodes.first()) : heard > missed;
  }

  private void beat(Cluster bank) {
    standStill.beat();
    Optional<String> closed = closed();
    if (closed.isEmpty() != wasOpen && !bank.isTerminated()) {
      wasOpen = closed.isEmpty();
      closed.ifPresentOrElse(
          why -> LOG.warn("Nothing is written to the journal from here for now. {}", why),
          () -> LOG.info("The journal is written from here again"));
    }
  }
}
