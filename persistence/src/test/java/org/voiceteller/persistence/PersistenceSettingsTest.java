package org.voiceteller.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PersistenceSettingsTest {

  @Test
  void leavesEverythingToTheSdkAndCreatesNothingByDefault() {
    PersistenceSettings settings = PersistenceSettings.from(ConfigFactory.load());

    assertThat(settings.embedded().enabled()).isFalse();
    assertThat(settings.createMissing()).isFalse();
    assertThat(settings.dynamoDb().endpoint()).isEmpty();
    assertThat(settings.dynamoDb().region()).isEmpty();
    assertThat(settings.dynamoDb().localCredentials()).isFalse();
    assertThat(
            ConfigFactory.load("voice-teller-journal")
                .getBoolean("pekko.persistence.cassandra.journal.tables-autocreate"))
        .isFalse();
  }

  /** Any one node of Cassandra may be lost: every profile that a library or we ourselves use. */
  @ParameterizedTest
  @ValueSource(strings = {"voice-teller-journal", "voice-teller-laptop"})
  void asksMostReplicasOfThisDataCentreForEverything(String name) {
    Config driver = ConfigFactory.load(name).getConfig("datastax-java-driver");

    assertThat(driver.getString("basic.request.consistency")).isEqualTo("LOCAL_QUORUM");
    assertThat(driver.getString("basic.request.serial-consistency")).isEqualTo("LOCAL_SERIAL");
    assertThat(driver.getObject("profiles").keySet())
        .isNotEmpty()
        .allSatisfy(
            profile ->
                assertThat(driver.getString("profiles." + profile + ".basic.request.consistency"))
                    .isEqualTo("LOCAL_QUORUM"));
  }

  @Test
  void startsEverythingOnALaptop() {
    Config laptop = ConfigFactory.load("voice-teller-laptop");

    assertThat(PersistenceSettings.from(laptop).embedded().enabled()).isTrue();
    assertThat(PersistenceSettings.from(laptop).createMissing()).isTrue();
    assertThat(laptop.getDuration("pekko.persistence.cassandra.events-by-tag.flush-interval"))
        .isZero();
    assertThat(laptop.getBoolean("datastax-java-driver.advanced.reconnect-on-init")).isTrue();
  }

  @Test
  void readsAnEndpoint() {
    assertThat(with("dynamodb.endpoint", "http://127.0.0.1:8000").dynamoDb().endpoint())
        .contains(URI.create("http://127.0.0.1:8000"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "embedded.enabled | maybe | true or false",
        "embedded.cassandra-port | 70000 | a whole number from 0 to 65535",
        "embedded.dynamodb-port | eight | a whole number from 0 to 65535",
        "embedded.start-timeout | soon | a duration above zero",
        "embedded.start-timeout | 0s | a duration above zero",
        "dynamodb.endpoint | 127.0.0.1:8000 | an address as http://127.0.0.1:8000",
        "dynamodb.concurrency | 0 | a whole number from 1 to 1000",
        "projections.save-offset-after | -1 | a whole number from 1 to 10000",
        "health-timeout | -1s | a duration above zero",
      })
  void saysWhichValueIsWrongAndWhatWasExpected(String key, String value, String expected) {
    assertThatThrownBy(() -> with(key, value))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("voice-teller.persistence." + key)
        .hasMessageContaining("Expected " + expected)
        .hasMessageContaining("'" + value + "'");
  }

  @Test
  void saysWhatIsNotSet() {
    assertThatThrownBy(() -> PersistenceSettings.from(ConfigFactory.empty()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("voice-teller.persistence.embedded.enabled, but it is not set");
  }

  private static PersistenceSettings with(String key, String value) {
    return PersistenceSettings.from(
        ConfigFactory.parseMap(Map.of("voice-teller.persistence." + key, value))
            .withFallback(ConfigFactory.load()));
  }
}
