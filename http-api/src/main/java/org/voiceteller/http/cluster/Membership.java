package org.voiceteller.http.cluster;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.pekko.actor.Address;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.cluster.MemberStatus;
import org.apache.pekko.cluster.typed.Cluster;
import org.apache.pekko.cluster.typed.Join;
import org.apache.pekko.cluster.typed.JoinSeedNodes;
import org.apache.pekko.management.cluster.bootstrap.ClusterBootstrap;
import org.apache.pekko.management.javadsl.PekkoManagement;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.voiceteller.http.cluster.ClusterSettings.Joining;

/** How a node becomes a member of its bank: alone, by the nodes that it knows, or by Kubernetes. */
public final class Membership {

  private static final Logger LOG = LoggerFactory.getLogger(Membership.class);

  private Membership() {}

  /** What Pekko must be set to for that, ahead of everything else. */
  public static Config configuration(ClusterSettings settings) {
    Map<String, Object> values = new HashMap<>();
    values.put("pekko.cluster.roles", settings.roles().stream().map(Role::wireName).toList());
    settings.tls().ifPresent(directory -> encrypted(values, directory));
    if (settings.joining() instanceof Joining.Kubernetes(var selector, var nodes)) {
      byKubernetes(values, selector, nodes);
    }
    return ConfigFactory.parseMap(values, "what this node is in its cluster");
  }

  /** Both sides show a certificate of the bank's own authority, for a name that they share. */
  private static void encrypted(Map<String, Object> values, Path directory) {
    values.put("pekko.remote.artery.transport", "tls-tcp");
    values.put(
        "pekko.remote.artery.ssl.ssl-engine-provider",
        "org.apache.pekko.remote.artery.tcp.ssl.RotatingKeysSSLEngineProvider");
    String engine = "pekko.remote.artery.ssl.rotating-keys-engine.";
    values.put(engine + "cert-file", directory.resolve("tls.crt").toString());
    values.put(engine + "key-file", directory.resolve("tls.key").toString());
    values.put(engine + "ca-cert-file", directory.resolve("ca.crt").toString());
  }

  private static void byKubernetes(Map<String, Object> values, String selector, int nodes) {
    String discovery = "pekko.management.cluster.bootstrap.contact-point-discovery.";
    values.put(discovery + "discovery-method", "kubernetes-api");
    values.put(discovery + "service-name", ClusterSettings.SYSTEM);
    values.put(discovery + "port-name", "management");
    values.put(discovery + "required-contact-point-nr", nodes);
    values.put("pekko.discovery.kubernetes-api.pod-label-selector", selector);
  }

  /** Returns at once; the node goes on trying until it is a member. */
  public static void join(ActorSystem<?> system, ClusterSettings settings) {
    Cluster cluster = Cluster.get(system);
    switch (settings.joining()) {
      case Joining.Alone() -> cluster.manager().tell(Join.create(cluster.selfMember().address()));
      case Joining.Seeds(List<Address> nodes) -> {
        cluster.manager().tell(new JoinSeedNodes(nodes));
        tellIfLate(system, settings, "No seed of " + nodes + " has let this node join");
      }
      case Joining.Kubernetes(var selector, var nodes) -> {
        PekkoManagement.get(system).start();
        ClusterBootstrap.get(system).start();
        tellIfLate(
            system,
            settings,
            "Of the pods with " + selector + " no cluster and no " + nodes + " nodes were found");
      }
    }
  }

  private static void tellIfLate(ActorSystem<?> system, ClusterSettings settings, String fault) {
    Cluster cluster = Cluster.get(system);
    system
        .scheduler()
        .scheduleOnce(
            settings.joinTimeout(),
            () -> {
              if (cluster.selfMember().status() == MemberStatus.removed()) {
                LOG.error(
                    "{} within {} s; it goes on trying", fault, settings.joinTimeout().toSeconds());
              }
            },
            system.executionContext());
  }
}
