package org.voiceteller.k8s;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.discovery.Discovery;
import org.apache.pekko.discovery.Lookup;
import org.apache.pekko.discovery.ServiceDiscovery;

/**
 * Asks once for the other nodes and prints where they are, a line for each: {@code address:port}.
 */
final class NodeThatLooksAround {

  private static final Duration PATIENCE = Duration.ofSeconds(15);

  private NodeThatLooksAround() {}

  /**
   * @param args the label by which nodes are known, and the folder of the service account, with the
   *     node's settings in it
   */
  public static void main(String[] args) throws Exception {
    Path serviceAccount = Path.of(args[1]);
    Config config =
        ConfigFactory.parseMap(
                Map.of(
                    "pekko.stdout-loglevel",
                    "OFF",
                    "pekko.loglevel",
                    "OFF",
                    "pekko.discovery.kubernetes-api.pod-label-selector",
                    args[0],
                    "pekko.discovery.kubernetes-api.use-raw-ip",
                    true,
                    "pekko.discovery.kubernetes-api.api-ca-path",
                    serviceAccount.resolve("ca.crt").toString(),
                    "pekko.discovery.kubernetes-api.api-token-path",
                    serviceAccount.resolve("token").toString(),
                    "pekko.discovery.kubernetes-api.pod-namespace-path",
                    serviceAccount.resolve("namespace").toString()))
            .withFallback(
                ConfigFactory.parseFile(serviceAccount.resolve("node.conf").toFile())
                    .withOnlyPath("pekko.discovery"))
            .withFallback(ConfigFactory.load());
    ActorSystem system = ActorSystem.create("voice-teller", config);
    try {
      ServiceDiscovery pods = Discovery.get(system).loadServiceDiscovery("kubernetes-api");
      ServiceDiscovery.Resolved found =
          pods.lookup(
                  Lookup.create("voice-teller").withPortName("management").withProtocol("tcp"),
                  PATIENCE)
              .toCompletableFuture()
              .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
      found
          .getAddresses()
          .forEach(
              target -> System.out.println(target.host() + ":" + target.getPort().orElseThrow()));
    } finally {
      system.terminate();
    }
  }
}
