package org.voiceteller.loadtests.sessions;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class AllocationTest {

  @Test
  void addsUpShardsAndSessions() {
    var allocation = new Allocation(Map.of("b", Map.of("1", 10, "2", 20), "a", Map.of("3", 15)));

    assertThat(allocation.sessions()).isEqualTo(45);
    assertThat(allocation.shards()).isEqualTo(3);
    assertThat(allocation.unevenness()).isEqualTo(2.0);
    assertThat(allocation.told()).isEqualTo("a: 1 shards, 15; b: 2 shards, 30");
  }

  @Test
  void isAsUnevenAsCanBeWhileANodeHasNothing() {
    var allocation = new Allocation(Map.of("a", Map.of("1", 10), "b", Map.of()));

    assertThat(allocation.unevenness()).isInfinite();
  }
}
