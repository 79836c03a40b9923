package org.voiceteller.http.trial;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import java.time.Duration;
import java.util.List;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.cluster.MemberStatus;
import org.apache.pekko.cluster.typed.Cluster;
import org.apache.pekko.cluster.typed.Join;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Two nodes that are one cluster, up before a class's first test and gone after its last. */
public final class ClusterOfTwo implements BeforeAllCallback, AfterAllCallback {

  private final ActorTestKit one = node();
  private final ActorTestKit other = node();

  private static ActorTestKit node() {
    return ActorTestKit.create(
        "two",
        ConfigFactory.parseString(
                """
                pekko.loglevel = WARNING
                pekko.actor.provider = cluster
                pekko.remote.artery.canonical { hostname = "127.0.0.1", port = 0 }
                pekko.cluster.jmx.enabled = off
                pekko.cluster.downing-provider-class = ""
                # Messages between nodes go as they go in the bank.
                pekko.actor.allow-java-serialization = off
                """)
            .withFallback(ConfigFactory.load()));
  }

  public ActorSystem<?> one() {
    return one.system();
  }

  public ActorSystem<?> other() {
    return other.system();
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    var address = Cluster.get(one()).selfMember().address();
    var both = List.of(one(), other());
    both.forEach(node -> Cluster.get(node).manager().tell(Join.create(address)));
    one.createTestProbe()
        .awaitAssert(
            Duration.ofSeconds(20),
            () -> {
              assertThat(both)
                  .allSatisfy(
                      node ->
                          assertThat(Cluster.get(node).state().getMembers())
                              .hasSize(2)
                              .allSatisfy(
                                  member ->
                                      assertThat(member.status()).isEqualTo(MemberStatus.up())));
              return null;
            });
  }

  @Override
  public void afterAll(ExtensionContext context) {
    other.shutdownTestKit();
    one.shutdownTestKit();
  }
}
