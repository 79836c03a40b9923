package org.voiceteller.persistence.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.voiceteller.persistence.Samples.NOON;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.voiceteller.core.staff.ApiKey;
import org.voiceteller.core.staff.ApiKeyStore;
import org.voiceteller.persistence.Await;
import org.voiceteller.persistence.SharedStores;
import org.voiceteller.persistence.SharedStores.Running;

/** API keys in the real table. */
@ExtendWith(SharedStores.class)
class ApiKeyTableTest {

  private final ApiKeyStore keys;

  ApiKeyTableTest(Running running) {
    keys = ApiKeyTable.create(running.client(), running.kit().system());
  }

  @Test
  void keepsAKeyAsItIs() {
    ApiKey bounded = key("KEY-1", NOON.plusSeconds(5));
    ApiKey unbounded = key("KEY-2", null);

    Await.get(keys.add(bounded));
    Await.get(keys.add(unbounded));

    assertThat(Await.get(keys.find("KEY-1"))).hasValue(bounded);
    assertThat(Await.get(keys.find("KEY-2"))).hasValue(unbounded);
    assertThat(Await.get(keys.find("KEY-0"))).isEmpty();
    assertThat(Await.get(keys.all())).contains(bounded, unbounded);
  }

  @Test
  void takesNoSecondKeyOfAnId() {
    Await.get(keys.add(key("KEY-3", null)));

    assertThatThrownBy(() -> Await.get(keys.add(key("KEY-3", null))))
        .hasMessageContaining("condition");
  }

  @Test
  void listsTheNewestFirst() {
    Await.get(keys.add(at("KEY-4", NOON.plusSeconds(1))));
    Await.get(keys.add(at("KEY-5", NOON.plusSeconds(3))));
    Await.get(keys.add(at("KEY-6", NOON.plusSeconds(2))));

    assertThat(Await.get(keys.all()))
        .extracting(ApiKey::keyId)
        .containsSubsequence("KEY-5", "KEY-6", "KEY-4");
  }

  @Test
  void revokesForGoodAndRemembersWhen() {
    Await.get(keys.add(key("KEY-7", null)));

    assertThat(Await.get(keys.revoke("KEY-7", NOON.plusSeconds(9)))).isTrue();
    assertThat(Await.get(keys.revoke("KEY-7", NOON.plusSeconds(99)))).isTrue();
    assertThat(Await.get(keys.revoke("KEY-none", NOON))).isFalse();

    assertThat(Await.get(keys.find("KEY-7")).orElseThrow().revokedAt())
        .isEqualTo(NOON.plusSeconds(9));
    assertThat(Await.get(keys.find("KEY-none"))).isEmpty();
  }

  @Test
  void remembersTheLatestUse() {
    Await.get(keys.add(key("KEY-8", null)));

    Await.get(keys.used("KEY-8", NOON.plus(Duration.ofMinutes(2))));
    Await.get(keys.used("KEY-8", NOON.plus(Duration.ofMinutes(1))));
    Await.get(keys.used("KEY-none", NOON));

    assertThat(Await.get(keys.find("KEY-8")).orElseThrow().lastUsedAt())
        .isEqualTo(NOON.plus(Duration.ofMinutes(2)));
    assertThat(Await.get(keys.find("KEY-none"))).isEmpty();
  }

  private static ApiKey key(String keyId, @Nullable Instant expiresAt) {
    return new ApiKey(
        keyId,
        "Grafana – 統計",
        "0f".repeat(32),
        List.of("see-figures", "see-calls"),
        NOON,
        "Pat Staff",
        expiresAt,
        null,
        null);
  }

  private static ApiKey at(String keyId, Instant madeAt) {
    return new ApiKey(
        keyId, "x", "0f".repeat(32), List.of("see-figures"), madeAt, "Pat", null, null, null);
  }
}
