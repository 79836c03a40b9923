package org.voiceteller.http.signin;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.Done;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.AskPattern;
import org.apache.pekko.cluster.ddata.Key;
import org.apache.pekko.cluster.ddata.typed.javadsl.DistributedData;
import org.apache.pekko.cluster.ddata.typed.javadsl.Replicator;
import org.apache.pekko.cluster.typed.Cluster;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sessions in the memory of every node, by Pekko Distributed Data; never on a disk. A session that
 * was begun or ended is known to the greater part of the nodes before anybody is answered, and a
 * node that does not know one asks the greater part: so any node knows it, except where a half of
 * the cluster is lost, which stops itself.
 *
 * <p>They are spread over {@value #PARTS} tables, so that one change does not send all of them.
 */
final class ReplicatedSessions implements SessionStore {

  private static final Logger LOG = LoggerFactory.getLogger(ReplicatedSessions.class);
  private static final int PARTS = 16;
  private static final Duration PATIENCE = Duration.ofSeconds(2);
  private static final Duration ASK = PATIENCE.plusSeconds(1);

  private final ActorSystem<?> system;
  private final ActorRef<Replicator.Command> replicator;

  private ReplicatedSessions(ActorSystem<?> system) {
    this.system = system;
    this.replicator = DistributedData.get(system).replicator();
  }

  /** The system must be a member of a cluster. */
  static SessionStore create(ActorSystem<?> system) {
    return new ReplicatedSessions(system);
  }

  @Override
  public CompletionStage<Optional<SessionRecord>> find(String hash) {
    Key<SessionTable> part = part(hash);
    return get(part, Replicator.readLocal())
        .thenCompose(
            here -> {
              Optional<SessionRecord> found = here.find(hash);
              return found.isPresent() || isAlone()
                  ? CompletableFuture.completedStage(found)
                  : get(part, new Replicator.ReadMajority(PATIENCE))
                      .thenApply(most -> most.find(hash));
            });
  }

  private boolean isAlone() {
    return Cluster.get(system).state().members().size() < 2;
  }

  private CompletionStage<SessionTable> get(
      Key<SessionTable> part, Replicator.ReadConsistency from) {
    return AskPattern.<Replicator.Command, Replicator.GetResponse<SessionTable>>ask(
            replicator,
            replyTo -> new Replicator.Get<>(part, from, replyTo),
            ASK,
            system.scheduler())
        .thenApply(
            answer ->
                switch (answer) {
                  case Replicator.GetSuccess<SessionTable> success -> success.get(part);
                  case Replicator.NotFound<SessionTable> _ -> SessionTable.empty();
                  default -> {
                    LOG.warn("Too few nodes have answered about a session");
                    yield SessionTable.empty();
                  }
                });
  }

  @Override
  public CompletionStage<Done> note(
      String hash, SessionRecord session, long oldestMs, Reach reach) {
    Replicator.WriteConsistency to =
        switch (reach) {
          case HERE -> Replicator.writeLocal();
          case MOST -> new Replicator.WriteMajority(PATIENCE);
        };
    return AskPattern.<Replicator.Command, Replicator.UpdateResponse<SessionTable>>ask(
            replicator,
            replyTo ->
                new Replicator.Update<>(
                    part(hash),
                    SessionTable.empty(),
                    to,
                    replyTo,
                    table -> table.since(oldestMs).with(hash, session)),
            ASK,
            system.scheduler())
        .thenApply(
            answer -> {
              if (!(answer instanceof Replicator.UpdateSuccess<?>)) {
                LOG.warn("Too few nodes have confirmed a session; they get it as soon as they can");
              }
              return Done.getInstance();
            });
  }

  @Override
  public CompletionStage<Integer> count(long sinceMs) {
    List<CompletableFuture<SessionTable>> parts = new ArrayList<>();
    for (int i = 0; i < PARTS; i++) {
      parts.add(get(part(i), Replicator.readLocal()).toCompletableFuture());
    }
    return CompletableFuture.allOf(parts.toArray(CompletableFuture<?>[]::new))
        .thenApply(
            _ ->
                (int)
                    parts.stream()
                        .flatMap(part -> part.join().sessions().values().stream())
                        .filter(session -> !session.over() && session.startedAtMs() >= sinceMs)
                        .count());
  }

  private static Key<SessionTable> part(String hash) {
    return part(Character.digit(hash.charAt(0), PARTS));
  }

  private static Key<SessionTable> part(int number) {
    return new Part("teller-sessions-" + number);
  }

  private static final class Part extends Key<SessionTable> {

    private Part(String id) {
      super(id);
    }
  }
}
