package org.voiceteller.loadtests.capacity;

/**
 * Nodes of one kind, shared out equally over zones.
 *
 * @param perNode what one node bears at most
 * @param filled the part of it that is used as long as all zones are there, 0 to 1
 * @param zones in which there are as many nodes as in the others, or one more
 */
record Fleet(double perNode, double filled, int zones) {

  Fleet {
    if (perNode <= 0 || filled <= 0 || filled > 1 || zones < 1) {
      throw new IllegalArgumentException(
          "Expected nodes that bear something in one zone or more, but got " + perNode);
    }
  }

  /**
   * The fewest nodes that bear this load, filled no more than that, and still bear it when the
   * fullest zone is lost; one in each zone at least.
   */
  long nodesFor(double load) {
    long nodes = Math.max(zones, (long) Math.ceil(load / (perNode * filled)));
    while ((nodes - lostWithAZone(nodes)) * perNode < load) {
      nodes++;
    }
    return nodes;
  }

  /** With one zone only there is no other that could take anything over. */
  private long lostWithAZone(long nodes) {
    return zones == 1 ? 0 : Math.ceilDiv(nodes, zones);
  }
}
