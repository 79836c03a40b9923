package org.voiceteller.http.platform;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.UnaryOperator;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.AskPattern;
import org.apache.pekko.cluster.ddata.Key;
import org.apache.pekko.cluster.ddata.LWWMap;
import org.apache.pekko.cluster.ddata.LWWMapKey;
import org.apache.pekko.cluster.ddata.SelfUniqueAddress;
import org.apache.pekko.cluster.ddata.typed.javadsl.DistributedData;
import org.apache.pekko.cluster.ddata.typed.javadsl.Replicator;
import org.apache.pekko.cluster.typed.Cluster;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The fates of a platform's calls in the memory of every node, by Pekko Distributed Data; never on
 * a disk. So a platform may ask any node what comes next, also when the one that had its stream is
 * gone. Tokens are sealed. What is older than any call is forgotten.
 */
final class ReplicatedFates implements CallFates {

  private static final Logger LOG = LoggerFactory.getLogger(ReplicatedFates.class);
  private static final int PARTS = 16;
  private static final Duration PATIENCE = Duration.ofSeconds(2);
  private static final Duration ASK = PATIENCE.plusSeconds(1);
  private static final Duration FORGOTTEN_AFTER = Duration.ofHours(12);

  private final ActorSystem<?> system;
  private final ActorRef<Replicator.Command> replicator;
  private final SelfUniqueAddress self;
  private final String platform;
  private final Sealing sealing;
  private final InstantSource clock;

  /**
   * @param platform whose calls these are
   * @param sealing for the tokens
   */
  static CallFates create(
      ActorSystem<?> system, String platform, Sealing sealing, InstantSource clock) {
    return new ReplicatedFates(system, platform, sealing, clock);
  }

  private ReplicatedFates(
      ActorSystem<?> system, String platform, Sealing sealing, InstantSource clock) {
    this.system = system;
    this.replicator = DistributedData.get(system).replicator();
    this.self = DistributedData.get(system).selfUniqueAddress();
    this.platform = platform;
    this.sealing = sealing;
    this.clock = clock;
  }

  @Override
  public void joined(String platformCallId, String resumeToken) {
    put(platformCallId, Fate.joined(sealing.seal(resumeToken), clock.instant()));
  }

  @Override
  public void ended(String platformCallId, End end) {
    put(platformCallId, Fate.ended(end, clock.instant()));
  }

  @Override
  public CompletionStage<Next> next(String platformCallId) {
    return find(platformCallId)
        .thenApply(
            found -> found.map(fate -> next(platformCallId, fate)).orElseGet(Next.Unknown::new));
  }

  private Next next(String platformCallId, Fate fate) {
    if (fate.end() != null) {
      return new Next.Ended(fate.end());
    }
    Optional<String> token = Optional.ofNullable(fate.sealedToken()).flatMap(sealing::open);
    if (token.isEmpty() || fate.attempts() >= MOST_ATTEMPTS) {
      return new Next.Unknown();
    }
    Fate again = fate.triedAgain(clock.instant());
    put(platformCallId, again);
    return new Next.Broken(token.get(), again.attempts());
  }

  private CompletionStage<Optional<Fate>> find(String platformCallId) {
    return get(platformCallId, Replicator.readLocal())
        .thenCompose(
            here ->
                isAlone()
                    ? CompletableFuture.completedStage(here)
                    : get(platformCallId, new Replicator.ReadMajority(PATIENCE))
                        .thenApply(most -> most.or(() -> here)));
  }

  /** With others there, one of them may know better: the stream may have been there. */
  private boolean isAlone() {
    return Cluster.get(system).state().members().size() < 2;
  }

  private CompletionStage<Optional<Fate>> get(
      String platformCallId, Replicator.ReadConsistency from) {
    Key<LWWMap<String, String>> part = part(platformCallId);
    return AskPattern.<Replicator.Command, Replicator.GetResponse<LWWMap<String, String>>>ask(
            replicator,
            replyTo -> new Replicator.Get<>(part, from, replyTo),
            ASK,
            system.scheduler())
        .thenApply(
            answer ->
                answer instanceof Replicator.GetSuccess<LWWMap<String, String>> success
                    ? Optional.ofNullable(success.get(part).getEntries().get(platformCallId))
                    : Optional.<String>empty())
        .exceptionally(
            failure -> {
              LOG.warn("Nobody has answered about a call of {}", platform);
              return Optional.empty();
            })
        .thenApply(text -> text.flatMap(Fate::read));
  }

  /** The caller is not kept waiting; the other nodes know it in a moment. */
  private void put(String platformCallId, Fate fate) {
    Instant oldest = clock.instant().minus(FORGOTTEN_AFTER);
    UnaryOperator<LWWMap<String, String>> change =
        all -> forget(all, oldest).put(self, platformCallId, fate.text());
    var unused =
        AskPattern.<Replicator.Command, Replicator.UpdateResponse<LWWMap<String, String>>>ask(
                replicator,
                replyTo ->
                    new Replicator.Update<>(
                        part(platformCallId),
                        LWWMap.<String, String>create(),
                        new Replicator.WriteMajority(PATIENCE),
                        replyTo,
                        change::apply),
                ASK,
                system.scheduler())
            .whenComplete(
                (answer, failure) -> {
                  if (!(answer instanceof Replicator.UpdateSuccess<?>)) {
                    LOG.warn("Too few nodes have confirmed what became of a call of {}", platform);
                  }
                });
  }

  private LWWMap<String, String> forget(LWWMap<String, String> all, Instant oldest) {
    LWWMap<String, String> left = all;
    for (var entry : all.getEntries().entrySet()) {
      if (Fate.read(entry.getValue()).filter(fate -> !fate.isBefore(oldest)).isEmpty()) {
        left = left.remove(self, entry.getKey());
      }
    }
    return left;
  }

  private Key<LWWMap<String, String>> part(String platformCallId) {
    int number = Math.floorMod(platformCallId.hashCode(), PARTS);
    return LWWMapKey.create("teller-" + platform + "-calls-" + number);
  }
}
