package org.voiceteller.actors.bank;

import com.typesafe.config.ConfigFactory;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.BackoffSupervisorStrategy;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.cluster.sharding.typed.ClusterShardingSettings;
import org.apache.pekko.cluster.sharding.typed.HashCodeMessageExtractor;
import org.apache.pekko.cluster.sharding.typed.javadsl.ClusterSharding;
import org.apache.pekko.cluster.sharding.typed.javadsl.Entity;
import org.apache.pekko.cluster.sharding.typed.javadsl.EntityContext;
import org.apache.pekko.cluster.sharding.typed.javadsl.EntityTypeKey;

/** How one node hosts its share of the entities, each kind in one of two ways. */
record Hosting(
    ActorSystem<?> system,
    ClusterSharding sharding,
    BankSettings settings,
    InstantSource clock,
    BackoffSupervisorStrategy backoff) {

  /** Of a kind that only acts when it is asked: put away when nobody has asked for a while. */
  <C> void whenAsked(EntityTypeKey<C> key, Function<String, Behavior<C>> create) {
    sharding.init(
        Entity.of(key, context -> create.apply(context.getEntityId()))
            .withMessageExtractor(new HashCodeMessageExtractor<>(settings.shards()))
            .withSettings(puttingAway(settings.entityIdleTimeout())));
  }

  /**
   * Of a kind with a clock of its own: it comes back by itself when the cluster starts, or no
   * deadline of it would ever pass, and says itself when it is over.
   *
   * @param create from the id and what is to be called when it is over
   */
  <C> void remembered(
      EntityTypeKey<C> key, C stop, BiFunction<String, Consumer<ActorRef<C>>, Behavior<C>> create) {
    sharding.init(
        Entity.of(key, context -> create.apply(context.getEntityId(), passivating(context)))
            .withStopMessage(stop)
            .withMessageExtractor(new HashCodeMessageExtractor<>(settings.shards()))
            .withSettings(
                ClusterShardingSettings.create(system)
                    .withRememberEntities(true)
                    .withRememberEntitiesStoreMode(
                        ClusterShardingSettings.rememberEntitiesStoreModeEventSourced())));
  }

  private static <C> Consumer<ActorRef<C>> passivating(EntityContext<C> context) {
    return entity -> context.getShard().tell(new ClusterSharding.Passivate<>(entity));
  }

  private ClusterShardingSettings puttingAway(Duration idle) {
    return ClusterShardingSettings.fromConfig(
        ConfigFactory.parseMap(
                Map.of(
                    "passivation.default-idle-strategy.idle-entity.timeout",
                    idle.toMillis() + "ms"))
            .withFallback(system.settings().config().getConfig("pekko.cluster.sharding")));
  }
}
