package org.voiceteller.loadtests.capacity;

/**
 * One figure that the model reckons with: its value, its unit, how sure it is and where it is from.
 * The one place for each; who measures anew changes it here.
 */
enum Figure {
  // What a call is
  CALL_SECONDS(240, "s", Basis.ASSUMED, "4 minutes, as production.md reckons"),

  // Nodes
  NODE_CORES(2, "cores", Basis.SET, "a node of any role"),
  NODE_HEAP_MB(1_200, "MB", Basis.SET, "production.md"),
  NODE_BASE_HEAP_MB(
      80, "MB", Basis.MEASURED, "performance.md, steady: 66 to 79 MB with 10 callers"),
  CORES_BUSY(
      0.5,
      "of the cores",
      Basis.MEASURED,
      "performance.md: latency holds up to 50 calls, which keep about half of them busy"),
  FILLED(0.7, "of a node", Basis.SET, "production.md: the autoscaler fills 35 of 50 calls"),
  ZONES(3, "", Basis.SET, "production.md; one of them may be lost"),

  // Nodes that answer calls
  VOICE_CORES(
      0.018,
      "cores a call",
      Basis.MEASURED,
      "performance.md, 50 calls by WebSocket, Twilio and jambonz: 1.7 to 2.0 %, all roles in one process"),
  VOICE_HEAP_MB(2.3, "MB a call", Basis.MEASURED, "performance.md, live after a full collection"),
  VOICE_DOOR(50, "calls", Basis.SET, "production.md: max-calls of a node"),
  STREAMS_TO_SPARE(4, "streams a node", Basis.SET, "resume-reserve and spare-model-streams"),

  // Nodes that host sessions
  SESSION_HEAP_KB(
      30,
      "KB a session",
      Basis.MEASURED,
      "capacity.md, the simulation, with what a session has woken"),
  BANK_MS(
      6.8,
      "ms an event",
      Basis.MEASURED,
      "capacity.md, the simulation: processor of the nodes that host, freshly started"),
  SHARDS_SET(40, "", Basis.SET, "voice-teller.bank.shards"),
  SHARDS_PER_NODE(10, "", Basis.DOCUMENTED, "Pekko's rule: ten times as many as nodes"),
  HEARTBEAT_SECONDS(5, "s", Basis.SET, "voice-teller.bank.call.leg-heartbeat"),

  // Nodes that project
  PROJECTION_MS(
      11,
      "ms an event",
      Basis.MEASURED,
      "capacity.md, the simulation: processor of the node that projects, freshly started"),
  SLICES(4, "", Basis.SET, "EventFamily.SLICES, in the journal for ever"),
  RUNNER_EVENTS(
      33,
      "events a second",
      Basis.MEASURED,
      "capacity.md, the simulation: a runner that catches up, as fast as DynamoDB Local takes it"),
  LEDGER_ENTRIES(
      110,
      "entries a second",
      Basis.MEASURED,
      "drills.md, faults, when feeds handed over one entry at a time"),

  // What a call leaves behind
  CALL_EVENTS(
      45,
      "events",
      Basis.ASSUMED,
      "10 of any call and 4 of a lookup, as counted in the simulation; 13 turns; a transfer in every second call"),
  BOOK_EVENTS(
      12,
      "events",
      Basis.ASSUMED,
      "a claim of a number, half a transfer with its two accounts; production.md reckons 60 with the call's"),
  AUDIT_ENTRIES(9, "entries", Basis.MEASURED, "drills.md, faults: 34,639 entries of 3,864 calls"),
  ROW_CHANGES(10, "events", Basis.ASSUMED, "the same call: events that change the session's row"),
  COUNTED_CHANGES(6, "events", Basis.ASSUMED, "the same call: begin, end and uses of tools"),
  CONSENTS(2, "items", Basis.MEASURED, "capacity.md, the simulation: disclosure and consent"),

  NUMBERS(0.5, "numbers a call", Basis.ASSUMED, "every second call moves money"),
  NUMBERS_A_DAY(999_999, "numbers", Basis.SET, "DayCount.MOST_NUMBERS"),
  NUMBER_MS(
      11, "ms", Basis.MEASURED, "capacity.md, the simulation: p50 of a command with one event"),

  // Cassandra
  EVENT_BYTES(
      312, "bytes", Basis.MEASURED, "capacity.md, the simulation: an event, serialized and sealed"),
  ROW_BYTES(150, "bytes", Basis.ASSUMED, "keys, ids and time stamps of a row"),
  LEDGER_LINE_BYTES(600, "bytes", Basis.ASSUMED, "production.md"),
  SESSION_ROWS(
      4, "rows", Basis.SET, "remembered and forgotten by its shard, its key, its customer's"),
  REPLICAS(3, "", Basis.SET, "production.md"),
  CASSANDRA_WRITES(
      10_000, "rows a second", Basis.ASSUMED, "a node with 8 cores and batch sync; not measured"),
  PARTITION_MEGABYTES(100, "MB", Basis.DOCUMENTED, "Cassandra's advice for a partition"),

  // DynamoDB
  SESSION_INDEXES(3, "indexes", Basis.SET, "byCustomer, byDay, byPresence hold all of the row"),
  AUDIT_INDEXES(3, "indexes", Basis.SET, "byCustomer, byDay, byAction; byMark of few"),
  CONSENT_INDEXES(2, "indexes", Basis.SET, "byCustomer, byDay"),
  COUNTERS_OF_A_TALLY(2, "items", Basis.SET, "the hour's and the day's"),
  BOOK_UNITS(4, "units an event", Basis.ASSUMED, "an item and two indexes, some counted"),
  PARTITION_UNITS(
      1_000, "units a second", Basis.DOCUMENTED, "AWS, best practices for partition keys"),
  TABLE_UNITS(40_000, "units a second", Basis.DOCUMENTED, "AWS, usual quota of a table on demand"),

  // Bedrock
  STREAM_QUOTA(20, "streams", Basis.DOCUMENTED, "what an account usually has"),
  RENEWED_EVERY_SECONDS(400, "s", Basis.SET, "between 6 and 7½ minutes"),
  RENEWAL_SECONDS(1.5, "s", Basis.ASSUMED, "two streams at once, as production.md reckons"),

  // The cluster
  NODES_OF_STABLE_AFTER(
      10, "nodes", Basis.DOCUMENTED, "Pekko, split-brain-resolver.stable-after = 10 s"),
  NODES_SEEN(1_000, "nodes", Basis.DOCUMENTED, "the largest cluster of Pekko's table of timeouts"),
  NEWS_EVERY_SECONDS(5, "s", Basis.SET, "LiveBoardActor tells every node of all calls"),
  NEWS_MICROS(20, "µs", Basis.ASSUMED, "to read one piece of news; not measured"),
  NEWS_SHARE(0.1, "of the cores", Basis.ASSUMED, "what the board may take"),

  // What the model hears and says
  TOKENS_PER_SECOND(
      25, "tokens", Basis.ASSUMED, "of speech; look at the usage that the model tells"),
  AGENT_TALKS(0.4, "of the time", Basis.ASSUMED, ""),
  TEXT_IN_TOKENS(
      12_000,
      "tokens a call",
      Basis.ASSUMED,
      "prompt, 21 tools, answers of tools, history at a renewal"),
  TEXT_OUT_TOKENS(1_500, "tokens a call", Basis.ASSUMED, "transcripts and uses of tools"),
  CALLER_MB_PER_MINUTE(0.4, "MB", Basis.ASSUMED, "production.md"),
  MODEL_MB_PER_MINUTE(6.4, "MB", Basis.ASSUMED, "production.md"),

  // Prices, us-east-1, on demand; all to be checked
  PRICE_SPEECH_IN(
      3.4,
      "$ a million tokens",
      Basis.PRICE,
      "Nova Sonic, as quoted in public code in 2025; Nova 2 Sonic may differ"),
  PRICE_SPEECH_OUT(13.6, "$ a million tokens", Basis.PRICE, "the same"),
  PRICE_TEXT_IN(
      0.33, "$ a million tokens", Basis.PRICE, "Nova 2 Sonic, as quoted in public code of 2026"),
  PRICE_TEXT_OUT(2.75, "$ a million tokens", Basis.PRICE, "the same"),
  PRICE_CORE_HOUR(0.0504, "$ an hour", Basis.PRICE, "m7i, 0.2016 for 4 vCPU; from memory"),
  PRICE_CASSANDRA_HOUR(0.4032, "$ an hour", Basis.PRICE, "m7i.2xlarge; from memory"),
  PRICE_DISK_GB_MONTH(0.08, "$ a GB and month", Basis.PRICE, "gp3; from memory"),
  PRICE_WRITE_UNITS(
      0.625,
      "$ a million units",
      Basis.PRICE,
      "on demand; from memory, half of what it was until 2024"),
  PRICE_GB_OUT(0.09, "$ a GB", Basis.PRICE, "to the internet; from memory"),
  PRICE_GB_ENDPOINT(0.01, "$ a GB", Basis.PRICE, "through an interface endpoint; from memory");

  /** How sure a figure is. */
  enum Basis {
    MEASURED,
    SET,
    DOCUMENTED,
    ASSUMED,
    PRICE
  }

  private final double value;
  private final String unit;
  private final Basis basis;
  private final String source;

  Figure(double value, String unit, Basis basis, String source) {
    this.value = value;
    this.unit = unit;
    this.basis = basis;
    this.source = source;
  }

  double value() {
    return value;
  }

  String unit() {
    return unit;
  }

  Basis basis() {
    return basis;
  }

  String source() {
    return source;
  }
}
