package org.voiceteller.loadtests.capacity;

import static org.voiceteller.loadtests.capacity.Figure.AGENT_TALKS;
import static org.voiceteller.loadtests.capacity.Figure.AUDIT_ENTRIES;
import static org.voiceteller.loadtests.capacity.Figure.AUDIT_INDEXES;
import static org.voiceteller.loadtests.capacity.Figure.BANK_MS;
import static org.voiceteller.loadtests.capacity.Figure.BOOK_EVENTS;
import static org.voiceteller.loadtests.capacity.Figure.BOOK_UNITS;
import static org.voiceteller.loadtests.capacity.Figure.CALLER_MB_PER_MINUTE;
import static org.voiceteller.loadtests.capacity.Figure.CALL_EVENTS;
import static org.voiceteller.loadtests.capacity.Figure.CALL_SECONDS;
import static org.voiceteller.loadtests.capacity.Figure.CASSANDRA_WRITES;
import static org.voiceteller.loadtests.capacity.Figure.CONSENTS;
import static org.voiceteller.loadtests.capacity.Figure.CONSENT_INDEXES;
import static org.voiceteller.loadtests.capacity.Figure.CORES_BUSY;
import static org.voiceteller.loadtests.capacity.Figure.COUNTED_CHANGES;
import static org.voiceteller.loadtests.capacity.Figure.COUNTERS_OF_A_TALLY;
import static org.voiceteller.loadtests.capacity.Figure.EVENT_BYTES;
import static org.voiceteller.loadtests.capacity.Figure.FILLED;
import static org.voiceteller.loadtests.capacity.Figure.HEARTBEAT_SECONDS;
import static org.voiceteller.loadtests.capacity.Figure.LEDGER_LINE_BYTES;
import static org.voiceteller.loadtests.capacity.Figure.MODEL_MB_PER_MINUTE;
import static org.voiceteller.loadtests.capacity.Figure.NEWS_EVERY_SECONDS;
import static org.voiceteller.loadtests.capacity.Figure.NODE_BASE_HEAP_MB;
import static org.voiceteller.loadtests.capacity.Figure.NODE_CORES;
import static org.voiceteller.loadtests.capacity.Figure.NODE_HEAP_MB;
import static org.voiceteller.loadtests.capacity.Figure.PRICE_CASSANDRA_HOUR;
import static org.voiceteller.loadtests.capacity.Figure.PRICE_CORE_HOUR;
import static org.voiceteller.loadtests.capacity.Figure.PRICE_DISK_GB_MONTH;
import static org.voiceteller.loadtests.capacity.Figure.PRICE_GB_ENDPOINT;
import static org.voiceteller.loadtests.capacity.Figure.PRICE_GB_OUT;
import static org.voiceteller.loadtests.capacity.Figure.PRICE_SPEECH_IN;
import static org.voiceteller.loadtests.capacity.Figure.PRICE_SPEECH_OUT;
import static org.voiceteller.loadtests.capacity.Figure.PRICE_TEXT_IN;
import static org.voiceteller.loadtests.capacity.Figure.PRICE_TEXT_OUT;
import static org.voiceteller.loadtests.capacity.Figure.PRICE_WRITE_UNITS;
import static org.voiceteller.loadtests.capacity.Figure.PROJECTION_MS;
import static org.voiceteller.loadtests.capacity.Figure.RENEWAL_SECONDS;
import static org.voiceteller.loadtests.capacity.Figure.RENEWED_EVERY_SECONDS;
import static org.voiceteller.loadtests.capacity.Figure.REPLICAS;
import static org.voiceteller.loadtests.capacity.Figure.ROW_BYTES;
import static org.voiceteller.loadtests.capacity.Figure.ROW_CHANGES;
import static org.voiceteller.loadtests.capacity.Figure.SESSION_HEAP_KB;
import static org.voiceteller.loadtests.capacity.Figure.SESSION_INDEXES;
import static org.voiceteller.loadtests.capacity.Figure.SESSION_ROWS;
import static org.voiceteller.loadtests.capacity.Figure.SHARDS_PER_NODE;
import static org.voiceteller.loadtests.capacity.Figure.SLICES;
import static org.voiceteller.loadtests.capacity.Figure.STREAMS_TO_SPARE;
import static org.voiceteller.loadtests.capacity.Figure.TEXT_IN_TOKENS;
import static org.voiceteller.loadtests.capacity.Figure.TEXT_OUT_TOKENS;
import static org.voiceteller.loadtests.capacity.Figure.TOKENS_PER_SECOND;
import static org.voiceteller.loadtests.capacity.Figure.VOICE_CORES;
import static org.voiceteller.loadtests.capacity.Figure.VOICE_DOOR;
import static org.voiceteller.loadtests.capacity.Figure.VOICE_HEAP_MB;
import static org.voiceteller.loadtests.capacity.Figure.ZONES;

import java.util.LinkedHashMap;
import java.util.Map;

/** What so many calls at once ask of each part of the bank. Pure; units stand in the names. */
record Demand(long calls, Figures figures) {

  private static final double GIGA = 1e9;
  private static final double MILLION = 1e6;

  private double of(Figure figure) {
    return figures.of(figure);
  }

  double callsPerSecond() {
    return calls / of(CALL_SECONDS);
  }

  /** The smallest of what processor, memory and door let a node that answers calls take. */
  double callsPerVoiceNode() {
    double byProcessor = Math.floor(of(NODE_CORES) * of(CORES_BUSY) / of(VOICE_CORES));
    double byMemory = Math.floor((of(NODE_HEAP_MB) - of(NODE_BASE_HEAP_MB)) / of(VOICE_HEAP_MB));
    return Math.min(of(VOICE_DOOR), Math.min(byProcessor, byMemory));
  }

  private Fleet fleet(double perNode) {
    return new Fleet(perNode, of(FILLED), figures.whole(ZONES));
  }

  long voiceNodes() {
    return fleet(callsPerVoiceNode()).nodesFor(calls);
  }

  /** Events of sessions, customers, accounts and transfers together. */
  double eventsPerCall() {
    return of(CALL_EVENTS) + of(BOOK_EVENTS);
  }

  double eventsPerSecond() {
    return callsPerSecond() * eventsPerCall();
  }

  /** The smaller of what processor and memory let a node that hosts sessions take, in calls. */
  double callsPerBankNode() {
    double msPerCallAndSecond = eventsPerCall() * of(BANK_MS) / of(CALL_SECONDS);
    double byProcessor = of(NODE_CORES) * of(CORES_BUSY) * 1_000 / msPerCallAndSecond;
    double byMemory = (of(NODE_HEAP_MB) - of(NODE_BASE_HEAP_MB)) * 1_024 / of(SESSION_HEAP_KB);
    return Math.floor(Math.min(byProcessor, byMemory));
  }

  long bankNodes() {
    return fleet(callsPerBankNode()).nodesFor(calls);
  }

  /** Calls whose events one node can bring into tables and ledger, by its processor. */
  double callsPerProjectionNode() {
    double msPerCallAndSecond = eventsPerCall() * of(PROJECTION_MS) / of(CALL_SECONDS);
    return Math.floor(of(NODE_CORES) * of(CORES_BUSY) * 1_000 / msPerCallAndSecond);
  }

  /** As many as the processor asks for, whether or not there are runners for so many. */
  long projectionNodes() {
    return fleet(callsPerProjectionNode()).nodesFor(calls);
  }

  long nodes() {
    return voiceNodes() + bankNodes() + projectionNodes();
  }

  /** By the rule of about ten for each node that hosts. */
  long shards() {
    return bankNodes() * figures.whole(SHARDS_PER_NODE);
  }

  /** Audit entries on their way into the one ledger. */
  double entriesPerSecond() {
    return callsPerSecond() * of(AUDIT_ENTRIES);
  }

  /**
   * Rows that Cassandra takes before they are replicated: each event by its entity and by its tag,
   * each audit entry and its place in the ledger, a session remembered and forgotten, and its key.
   */
  double cassandraRowsPerCall() {
    return 2 * eventsPerCall() + 2 * of(AUDIT_ENTRIES) + of(SESSION_ROWS);
  }

  double cassandraRowsPerSecond() {
    return callsPerSecond() * cassandraRowsPerCall();
  }

  long cassandraNodes() {
    double written = cassandraRowsPerSecond() * of(REPLICAS);
    return fleet(of(CASSANDRA_WRITES)).nodesFor(written);
  }

  /** On one replica, before compression. */
  double cassandraBytesPerCall() {
    return 2 * eventsPerCall() * (of(EVENT_BYTES) + of(ROW_BYTES))
        + of(AUDIT_ENTRIES) * (of(LEDGER_LINE_BYTES) + of(ROW_BYTES));
  }

  double cassandraGigabytesPerMillionCalls() {
    return cassandraBytesPerCall() * MILLION / GIGA;
  }

  /** What one day adds to the partition of one tag of calls. */
  double tagPartitionMegabytesPerDay() {
    double callsPerDay = callsPerSecond() * 86_400;
    return callsPerDay / of(SLICES) * of(CALL_EVENTS) * (of(EVENT_BYTES) + of(ROW_BYTES)) / MILLION;
  }

  /**
   * DynamoDB's write units of one call, by table. An item of up to 1 KB costs one, in a transaction
   * two, and one more in each index that it is in.
   */
  Map<String, Double> writeUnitsPerCall() {
    double counters = 2 * of(COUNTERS_OF_A_TALLY); // each in the transaction
    Map<String, Double> units = new LinkedHashMap<>();
    units.put(
        "Banking_AuthSessions",
        of(ROW_CHANGES) * (1 + of(SESSION_INDEXES))
            + of(COUNTED_CHANGES) * (2 + of(SESSION_INDEXES)));
    units.put("Banking_AuditLogs", of(AUDIT_ENTRIES) * (2 + of(AUDIT_INDEXES)));
    units.put("Banking_Consents", of(CONSENTS) * (2 + of(CONSENT_INDEXES)));
    units.put("Banking_AuditFigures", (of(AUDIT_ENTRIES) + of(CONSENTS)) * counters);
    units.put("Banking_BookFigures", of(COUNTED_CHANGES) * counters);
    units.put("the others", of(BOOK_EVENTS) * of(BOOK_UNITS));
    return units;
  }

  double allWriteUnitsPerCall() {
    return writeUnitsPerCall().values().stream().mapToDouble(Double::doubleValue).sum();
  }

  double writeUnitsPerSecond(String table) {
    return callsPerSecond() * writeUnitsPerCall().getOrDefault(table, 0.0);
  }

  double writeUnitsPerSecond() {
    return callsPerSecond() * allWriteUnitsPerCall();
  }

  /** Each call has one, and two while it is renewed. */
  double streams() {
    return calls * (1 + of(RENEWAL_SECONDS) / of(RENEWED_EVERY_SECONDS));
  }

  /** What to ask AWS for: what all nodes that answer calls may open. */
  long streamsToAskFor() {
    return voiceNodes() * (figures.whole(VOICE_DOOR) + figures.whole(STREAMS_TO_SPARE));
  }

  /** News of calls that every node gets from the others for the live board. */
  double newsPerSecondAndNode() {
    return calls / of(NEWS_EVERY_SECONDS);
  }

  /** Words by which callers' legs tell their sessions that they are there. */
  double heartbeatsPerSecond() {
    return calls / of(HEARTBEAT_SECONDS);
  }

  /** Dollars of one minute of a call, by part, with the fleets as they are for so many calls. */
  Map<String, Double> costPerCallMinute() {
    double minutes = of(CALL_SECONDS) / 60;
    double speechIn = 60 * of(TOKENS_PER_SECOND) / 1e6 * of(PRICE_SPEECH_IN);
    double speechOut = 60 * of(AGENT_TALKS) * of(TOKENS_PER_SECOND) / 1e6 * of(PRICE_SPEECH_OUT);
    double text =
        (of(TEXT_IN_TOKENS) / 1e6 * of(PRICE_TEXT_IN)
                + of(TEXT_OUT_TOKENS) / 1e6 * of(PRICE_TEXT_OUT))
            / minutes;
    double node = of(PRICE_CORE_HOUR) * of(NODE_CORES) / 60 / calls;
    Map<String, Double> cost = new LinkedHashMap<>();
    cost.put("model: speech heard", speechIn);
    cost.put("model: speech spoken", speechOut);
    cost.put("model: text", text);
    cost.put("nodes that answer", voiceNodes() * node);
    cost.put("nodes that host", bankNodes() * node);
    cost.put("nodes that project", projectionNodes() * node);
    cost.put("Cassandra's machines", cassandraNodes() * of(PRICE_CASSANDRA_HOUR) / 60 / calls);
    cost.put(
        "Cassandra's disks, a year kept",
        cassandraBytesPerCall() / GIGA * of(REPLICAS) * 12 * of(PRICE_DISK_GB_MONTH) / minutes);
    cost.put("DynamoDB's writes", allWriteUnitsPerCall() / 1e6 * of(PRICE_WRITE_UNITS) / minutes);
    cost.put(
        "network",
        of(CALLER_MB_PER_MINUTE) / 1_000 * of(PRICE_GB_OUT)
            + of(MODEL_MB_PER_MINUTE) / 1_000 * of(PRICE_GB_ENDPOINT));
    return cost;
  }

  double allCostPerCallMinute() {
    return costPerCallMinute().values().stream().mapToDouble(Double::doubleValue).sum();
  }
}
