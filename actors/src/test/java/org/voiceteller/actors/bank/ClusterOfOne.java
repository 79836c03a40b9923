package org.voiceteller.actors.bank;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.cluster.typed.Cluster;
import org.apache.pekko.cluster.typed.Join;

/** An actor system that is a cluster by itself, for what is sharded. */
public final class ClusterOfOne {

  private static final Config CONFIG =
      ConfigFactory.parseString(
          """
          pekko.actor.provider = cluster
          pekko.actor.allow-java-serialization = off
          pekko.remote.artery.canonical { hostname = "127.0.0.1", port = 0 }
          pekko.cluster.jmx.enabled = off
          pekko.cluster.sharding.distributed-data.durable.keys = []
          pekko.coordinated-shutdown.exit-jvm = off
          """);

  private ClusterOfOne() {}

  public static ActorTestKit start() {
    return start(ConfigFactory.empty());
  }

  /**
   * @param settings in front of the defaults
   */
  static ActorTestKit start(Config settings) {
    ActorTestKit kit =
        ActorTestKit.create(settings.withFallback(CONFIG).withFallback(ConfigFactory.load()));
    Cluster cluster = Cluster.get(kit.system());
    cluster.manager().tell(Join.create(cluster.selfMember().address()));
    return kit;
  }
}
