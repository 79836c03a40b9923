package org.voiceteller.http.signin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.ConfigFactory;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.voiceteller.http.Configuration;
import org.voiceteller.streams.settings.WrongSettingsException;

class ConsoleSettingsTest {

  private static final String PROVIDER =
      """
      voice-teller.console {
        public-url = "https://teller.bank.example/"
        openid {
          issuer = "https://login.bank.example/realms/staff"
          client-id = teller
          client-secret = "S3CRET-S3CRET-S3CRET-S3CRET"
          roles-claim = "realm_access.roles"
          roles = [{ group = a, role = viewer }, { group = a, role = Admin }]
        }
      }
      """;

  @Test
  void letsNobodyInByDefault() {
    ConsoleSettings settings = from("");

    assertThat(settings.links()).isEmpty();
    assertThat(settings.openId()).isEmpty();
    assertThat(settings.secure()).isFalse();
    assertThat(settings.sessions())
        .isEqualTo(new Sessions.Limits(Duration.ofMinutes(30), Duration.ofHours(8), 2000));
    assertThat(settings.linkRoles()).containsExactlyInAnyOrder(Role.values());
  }

  @Test
  void readsAProvider() {
    OpenIdSettings provider = from(PROVIDER).openId().orElseThrow();

    assertThat(provider.callback())
        .hasToString("https://teller.bank.example/v1/session/openid/callback");
    assertThat(provider.roles().get("a")).containsExactly(Role.VIEWER, Role.ADMIN);
    assertThat(from(PROVIDER).secure()).isTrue();
    assertThat(from(PROVIDER).toString()).doesNotContain("S3CRET");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      textBlock =
          """
          public-url                | "http://bank.example"        | http:// for this machine only
          public-url                | "https://bank.example/x"     | https://teller.bank.example
          one-time-links            | maybe                        | off, on
          one-time-links            | on                           | for a laptop only
          one-time-link-roles       | "king"                       | viewer, agent, supervisor
          trusted-proxies           | "proxy.bank.example"         | 10.0.0.7
          requests-per-minute       | 0                            | 10 to 1000000
          session.idle              | 9 h                          | no longer than
          session.most              | 0                            | 1 to 10000
          openid.issuer             | "http://login.bank.example"  | this machine only
          openid.client-id          | ""                           | openid.client-id
          openid.scopes             | "profile"                    | openid first
          openid.clock-skew         | 1 h                          | 300 s
          openid.roles              | []                           | at least one group
          openid.roles              | [{ group = a, role = king }] | one of viewer, agent
          openid.client-secret      | "short"                      | 24 characters
          """)
  void namesWhatIsWrongAndTellsNoSecret(String key, String value, String allowed) {
    assertThatThrownBy(() -> from(PROVIDER + "\nvoice-teller.console." + key + " = " + value))
        .isInstanceOf(WrongSettingsException.class)
        .hasMessageContaining("voice-teller.console." + key.replaceAll("\\.idle$", ".idle"))
        .hasMessageContaining(allowed)
        .hasMessageNotContaining("S3CRET")
        .hasMessageNotContaining("short");
  }

  @Test
  void asksForThePublicAddressThatAProviderSendsBackTo() {
    assertThatThrownBy(() -> from(PROVIDER + "\nvoice-teller.console.public-url = \"\""))
        .isInstanceOf(WrongSettingsException.class)
        .hasMessageContaining("public-url");
  }

  @Test
  void believesNobodyWhoIsNoProxyOfTheBank() {
    assertThat(from("voice-teller.console.trusted-proxies = \"10.0.0.7, 10.0.0.8\"").proxies())
        .containsExactlyInAnyOrder("10.0.0.7", "10.0.0.8");
  }

  private static ConsoleSettings from(String text) {
    return ConsoleSettings.from(Configuration.load(ConfigFactory.parseString(text)));
  }
}
