package org.voiceteller.loadtests.capacity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class FleetTest {

  @Test
  void roundsUpToWholeNodes() {
    Fleet fleet = new Fleet(50, 1, 1);

    assertThat(fleet.nodesFor(50)).isEqualTo(1);
    assertThat(fleet.nodesFor(51)).isEqualTo(2);
  }

  @Test
  void fillsNodesOnlyInPart() {
    Fleet fleet = new Fleet(50, 0.7, 1);

    assertThat(fleet.nodesFor(35)).isEqualTo(1);
    assertThat(fleet.nodesFor(36)).isEqualTo(2);
  }

  @Test
  void hasANodeInEachZoneHoweverSmallTheLoad() {
    assertThat(new Fleet(50, 0.7, 3).nodesFor(1)).isEqualTo(3);
  }

  @Test
  void bearsTheLoadWithoutItsFullestZone() {
    Fleet fleet = new Fleet(10, 1, 3);

    // 6 nodes would do, but lose 2 with a zone: 9 lose 3, 8 lose 3 as well
    assertThat(fleet.nodesFor(60)).isEqualTo(9);
    assertThat(fleet.nodesFor(50)).isEqualTo(8);
    assertThat(fleet.nodesFor(40)).isEqualTo(6);
  }

  @Test
  void refusesNodesThatBearNothing() {
    assertThatThrownBy(() -> new Fleet(0, 0.7, 3)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Fleet(10, 1.1, 3)).isInstanceOf(IllegalArgumentException.class);
  }
}
