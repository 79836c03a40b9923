package org.voiceteller.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.voiceteller.http.call.CallDoorSettings;
import org.voiceteller.http.cluster.ClusterSettings;
import org.voiceteller.http.cluster.ClusterSettings.Joining;
import org.voiceteller.http.cluster.Membership;
import org.voiceteller.http.cluster.Role;
import org.voiceteller.streams.settings.WrongSettingsException;

class SettingsTest {

  @Test
  void hasUsableDefaults() {
    var config = Configuration.load();

    assertThat(ListenSettings.from(config).port()).isEqualTo(8080);
    assertThat(CallDoorSettings.from(config).maxMessageBytes()).isEqualTo(65_536);
    assertThat(ClusterSettings.from(config).joining()).isEqualTo(new Joining.Alone());
    assertThat(ClusterSettings.from(config).roles()).containsExactlyInAnyOrder(Role.values());
  }

  /** Else remoting closes when SIGTERM comes, while calls that are let go still need it. */
  @Test
  void leavesItToTheNodeWhatIsClosedWhenTheProcessIsStopped() {
    var config = Configuration.load();

    assertThat(config.getBoolean("pekko.jvm-shutdown-hooks")).isFalse();
    assertThat(config.getBoolean("pekko.coordinated-shutdown.run-by-jvm-shutdown-hook")).isFalse();
  }

  /** Else the driver drops a connection, and all that is under way, when a write times out. */
  @Test
  void speaksAProtocolWithCassandraWhoseTimeoutsTheDriverUnderstands() {
    assertThat(Configuration.load().getString("datastax-java-driver.advanced.protocol.version"))
        .isEqualTo("V4");
  }

  @Test
  void readsOriginsAndSeedsWithCommas() {
    var config =
        with(
            """
            voice-teller.http.allowed-origins = "https://a.example, https://b.example:8443"
            voice-teller.cluster.seeds = "10.0.0.1:7355,10.0.0.2:7355"
            """);

    assertThat(CallDoorSettings.from(config).allowedOrigins())
        .containsExactly("https://a.example", "https://b.example:8443");
    assertThat(ClusterSettings.from(config).joining())
        .hasToString(
            "Seeds[nodes=[pekko://voice-teller@10.0.0.1:7355, pekko://voice-teller@10.0.0.2:7355]]");
  }

  @Test
  void findsItsClusterByTheKubernetesApi() {
    var settings =
        ClusterSettings.from(
            with(
                """
                voice-teller.cluster {
                  roles = "bank, projections"
                  join = kubernetes
                  join-selector = "app.kubernetes.io/part-of=voice-teller"
                  join-nodes = 2
                }
                """));

    assertThat(settings.joining())
        .isEqualTo(new Joining.Kubernetes("app.kubernetes.io/part-of=voice-teller", 2));
    assertThat(Membership.configuration(settings).getStringList("pekko.cluster.roles"))
        .containsExactlyInAnyOrder("bank", "projections");
  }

  @Test
  void saysThatKubernetesMustBeToldWhichPodsAreTheBanks() {
    var config = with("voice-teller.cluster.join = kubernetes");

    assertThatThrownBy(() -> ClusterSettings.from(config))
        .isInstanceOf(WrongSettingsException.class)
        .hasMessageContaining("voice-teller.cluster.join-selector");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          voice-teller.http.port            | abc           | 0 to 65535
          voice-teller.http.port            | 70000         | 0 to 65535
          voice-teller.http.host            | "a b"         | 127.0.0.1
          voice-teller.http.max-calls       | 0             | 1 to 100000
          voice-teller.http.resume-reserve  | -1            | 0 to 10000
          voice-teller.http.drain-limit     | 3 h           | 7200 s
          voice-teller.http.allowed-origins | "bank"        | https://www.bank.example
          voice-teller.http.retry-after     | soon          | duration
          voice-teller.cluster.seeds        | "nowhere"     | 10.0.0.1:7355
          voice-teller.cluster.roles        | "voice,sound" | voice,bank,projections
          voice-teller.cluster.join         | "dns"         | kubernetes
          voice-teller.cluster.tls          | "/nowhere"    | tls.crt
          """)
  void namesKeyValueAndWhatIsAllowed(String key, String value, String allowed) {
    var config = with(key + " = " + value);

    assertThatThrownBy(
            () -> {
              ListenSettings.from(config);
              CallDoorSettings.from(config);
              ClusterSettings.from(config);
            })
        .isInstanceOf(WrongSettingsException.class)
        .hasMessageContaining(key)
        .hasMessageContaining(value.replace("\"", ""))
        .hasMessageContaining(allowed)
        .hasMessageNotContaining("\n");
  }

  private static Config with(String text) {
    return Configuration.load(ConfigFactory.parseString(text));
  }
}
