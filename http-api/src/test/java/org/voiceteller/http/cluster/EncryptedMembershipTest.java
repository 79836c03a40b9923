package org.voiceteller.http.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.cluster.MemberStatus;
import org.apache.pekko.cluster.typed.Cluster;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.voiceteller.http.Configuration;

/**
 * Nodes that talk by TLS: who has the bank's name from the bank's authority belongs to the bank.
 */
class EncryptedMembershipTest {

  private static final String NAME = "voice-teller";
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final List<ActorSystem<Void>> nodes = new ArrayList<>();

  @AfterEach
  void stop() {
    nodes.forEach(ActorSystem::terminate);
    nodes.forEach(node -> node.getWhenTerminated().toCompletableFuture().join());
  }

  @Test
  void aNodeWithoutTheBanksCertificateStaysOutside(@TempDir Path directory) throws Exception {
    Authority bank = Authority.named("the bank");
    Authority stranger = Authority.named("somebody else");
    ActorSystem<Void> first = start(bank.certify(NAME, directory.resolve("first")), "");
    String seed = Cluster.get(first).selfMember().address().hostPort().split("@", -1)[1];
    List<ActorSystem<Void>> outside =
        List.of(
            start(stranger.certify(NAME, directory.resolve("stranger")), seed),
            start(bank.certify("another service", directory.resolve("other")), seed));
    ActorSystem<Void> second = start(bank.certify(NAME, directory.resolve("second")), seed);

    await()
        .atMost(PATIENCE)
        .until(() -> Cluster.get(second).selfMember().status() == MemberStatus.up());

    assertThat(Cluster.get(first).state().getMembers()).hasSize(2);
    assertThat(outside)
        .extracting(node -> Cluster.get(node).selfMember().status())
        .containsOnly(MemberStatus.removed());
  }

  private ActorSystem<Void> start(Path certificates, String seeds) {
    Config config =
        Configuration.load(
            ConfigFactory.parseString(
                """
                voice-teller.cluster.seeds = "%s"
                voice-teller.cluster.tls = "%s"
                pekko.loglevel = OFF
                pekko.actor.provider = cluster
                """
                    .formatted(seeds, certificates)));
    ClusterSettings settings = ClusterSettings.from(config);
    ActorSystem<Void> node =
        ActorSystem.create(
            Behaviors.empty(),
            ClusterSettings.SYSTEM,
            Membership.configuration(settings).withFallback(config));
    nodes.add(node);
    Membership.join(node, settings);
    return node;
  }
}
