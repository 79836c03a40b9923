package org.voiceteller.loadtests.capacity;

import static org.voiceteller.loadtests.capacity.Figure.CALL_EVENTS;
import static org.voiceteller.loadtests.capacity.Figure.CASSANDRA_WRITES;
import static org.voiceteller.loadtests.capacity.Figure.COUNTED_CHANGES;
import static org.voiceteller.loadtests.capacity.Figure.LEDGER_ENTRIES;
import static org.voiceteller.loadtests.capacity.Figure.NEWS_MICROS;
import static org.voiceteller.loadtests.capacity.Figure.NEWS_SHARE;
import static org.voiceteller.loadtests.capacity.Figure.NODES_OF_STABLE_AFTER;
import static org.voiceteller.loadtests.capacity.Figure.NODES_SEEN;
import static org.voiceteller.loadtests.capacity.Figure.NODE_CORES;
import static org.voiceteller.loadtests.capacity.Figure.NUMBERS;
import static org.voiceteller.loadtests.capacity.Figure.NUMBERS_A_DAY;
import static org.voiceteller.loadtests.capacity.Figure.NUMBER_MS;
import static org.voiceteller.loadtests.capacity.Figure.PARTITION_MEGABYTES;
import static org.voiceteller.loadtests.capacity.Figure.PARTITION_UNITS;
import static org.voiceteller.loadtests.capacity.Figure.ROW_CHANGES;
import static org.voiceteller.loadtests.capacity.Figure.RUNNER_EVENTS;
import static org.voiceteller.loadtests.capacity.Figure.SHARDS_SET;
import static org.voiceteller.loadtests.capacity.Figure.SLICES;
import static org.voiceteller.loadtests.capacity.Figure.STREAMS_TO_SPARE;
import static org.voiceteller.loadtests.capacity.Figure.STREAM_QUOTA;
import static org.voiceteller.loadtests.capacity.Figure.TABLE_UNITS;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Predicate;

/** What the bank as it is built and set cannot bear any more from some number of calls on. */
enum BreakingPoint {
  STREAMS(
      "Bedrock's usual quota of streams",
      "ask AWS for the streams of the table above",
      demand ->
          demand.calls()
              > demand.figures().of(STREAM_QUOTA) - demand.figures().of(STREAMS_TO_SPARE)),
  TAG_PARTITION(
      "the partition of a tag and day in Cassandra is larger than Cassandra likes",
      "a bucket of an hour or a minute, which stands in the journal: with a journal that begins anew only",
      demand -> demand.tagPartitionMegabytesPerDay() > demand.figures().of(PARTITION_MEGABYTES)),
  LEDGER(
      "the audit ledger falls behind for ever",
      "a chain for each group of calls under one signed head",
      demand -> demand.entriesPerSecond() > demand.figures().of(LEDGER_ENTRIES)),
  TABLES(
      "the four runners of calls cannot keep the tables up",
      "more slices, which stand in the journal; DynamoDB Local, which this was measured with, does one write after the other",
      demand ->
          demand.callsPerSecond() * demand.figures().of(CALL_EVENTS)
              > demand.figures().of(SLICES) * demand.figures().of(RUNNER_EVENTS)),
  SHARDS(
      "fewer than ten shards for each node that hosts",
      "more of them, set before the first start: they cannot be changed in a cluster that runs, and are stored with calls that are under way",
      demand -> demand.shards() > demand.figures().of(SHARDS_SET)),
  BANK_NODES_WITHOUT_A_SHARD(
      "a node that hosts gets no shard at all",
      "the same",
      demand -> demand.bankNodes() > demand.figures().of(SHARDS_SET)),
  STABLE_AFTER(
      "more nodes than the split-brain resolver's 10 s are meant for",
      "20 s, and 30 s above a hundred nodes; a lost node's sessions come back that much later",
      demand -> demand.nodes() > demand.figures().of(NODES_OF_STABLE_AFTER)),
  GOSSIP(
      "more nodes than clusters of this kind were seen with",
      "several banks side by side, each with its own cluster, journal and ledger, and callers shared out before the door",
      demand -> demand.nodes() > demand.figures().of(NODES_SEEN)),
  LIVE_BOARD(
      "every node is told of every call every five seconds, for a tenth of its processor",
      "tell only nodes at which somebody looks, and only of what changed",
      demand ->
          demand.newsPerSecondAndNode() * demand.figures().of(NEWS_MICROS) / 1e6
              > demand.figures().of(NEWS_SHARE) * demand.figures().of(NODE_CORES)),
  DAY_IS_FULL(
      "a day has no confirmation numbers of a kind left, and what needs one is refused",
      "longer numbers, or several counts for a day",
      demand ->
          demand.callsPerSecond() * 86_400 * demand.figures().of(NUMBERS)
              > demand.figures().of(NUMBERS_A_DAY)),
  NUMBERING(
      "confirmation numbers of a kind and day come from one entity, one write after the other",
      "numbers in blocks, or several counts for a day that each begin elsewhere",
      demand ->
          demand.callsPerSecond() * demand.figures().of(NUMBERS)
              > 1_000 / demand.figures().of(NUMBER_MS)),
  TAG_WRITES(
      "all events of a slice go to the same few Cassandra nodes, and one takes no more",
      "smaller buckets do not help, only more slices",
      demand ->
          demand.callsPerSecond() * demand.figures().of(CALL_EVENTS) / demand.figures().of(SLICES)
              > demand.figures().of(CASSANDRA_WRITES)),
  HOT_INDEX(
      "the index of a day's audit entries takes more writes than one partition of DynamoDB",
      "a day in several parts, as the figures are kept in slices",
      demand -> demand.entriesPerSecond() > demand.figures().of(PARTITION_UNITS)),
  HOT_PRESENCE(
      "the index of calls in progress takes more writes than one partition of DynamoDB",
      "a presence in several parts, and fewer changes of the row while a call goes on",
      demand ->
          demand.callsPerSecond()
                  * (demand.figures().of(ROW_CHANGES) + demand.figures().of(COUNTED_CHANGES))
              > demand.figures().of(PARTITION_UNITS)),
  TABLE_QUOTA(
      "more write units than AWS usually gives a table",
      "ask AWS for them",
      demand ->
          demand.writeUnitsPerCall().keySet().stream()
              .filter(table -> table.startsWith("Banking_"))
              .anyMatch(
                  table -> demand.writeUnitsPerSecond(table) > demand.figures().of(TABLE_UNITS)));

  /** Beyond it nothing is looked for. */
  static final long MOST_CALLS = 100_000_000;

  private final String what;
  private final String change;
  private final Predicate<Demand> breaks;

  BreakingPoint(String what, String change, Predicate<Demand> breaks) {
    this.what = what;
    this.change = change;
    this.breaks = breaks;
  }

  String what() {
    return what;
  }

  /** What would have to change. */
  String change() {
    return change;
  }

  /** The fewest calls at once at which it breaks; empty when a hundred million do not. */
  OptionalLong firstBrokenAt(Figures figures) {
    if (!breaks.test(new Demand(MOST_CALLS, figures))) {
      return OptionalLong.empty();
    }
    long holds = 0;
    long broken = MOST_CALLS;
    while (broken - holds > 1) {
      long middle = (holds + broken) / 2;
      if (breaks.test(new Demand(middle, figures))) {
        broken = middle;
      } else {
        holds = middle;
      }
    }
    return OptionalLong.of(broken);
  }

  /** What breaks first stands first. */
  static List<BreakingPoint> inOrder(Figures figures) {
    return Arrays.stream(values())
        .sorted(
            Comparator.comparingLong(point -> point.firstBrokenAt(figures).orElse(Long.MAX_VALUE)))
        .toList();
  }
}
