package org.voiceteller.http.live;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.apache.pekko.NotUsed;
import org.apache.pekko.actor.Address;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Props;
import org.apache.pekko.cluster.typed.Cluster;
import org.apache.pekko.japi.Pair;
import org.apache.pekko.stream.BoundedSourceQueue;
import org.apache.pekko.stream.javadsl.BroadcastHub;
import org.apache.pekko.stream.javadsl.Keep;
import org.apache.pekko.stream.javadsl.Source;
import org.jspecify.annotations.Nullable;
import org.voiceteller.core.call.CallDesk;
import org.voiceteller.http.live.LiveCall.State;
import org.voiceteller.streams.observe.CallObserver;

/**
 * All calls in progress in the cluster, as this node knows them: its own at once, those of other
 * nodes about a tenth of a second later. Thread-safe. Stops with the system.
 */
public final class LiveBoard {

  /** Stands for all calls in a set of those that changed. */
  private static final String EVERYTHING = "*";

  /** Stands for latency and alarms. */
  private static final String HEALTH = "!";

  private static final int HUB_BUFFER = 64;

  /** Rounds of all nodes' telling everything, five seconds each. */
  private static final int MISSED_AT_MOST = 3;

  private final LiveCalls here;
  private final Alarms complaints;
  private final ConcurrentMap<String, LiveCall> elsewhere = new ConcurrentHashMap<>();
  private final ConcurrentMap<String, List<Alarm>> alarms = new ConcurrentHashMap<>();
  private final ConcurrentMap<String, Integer> staffElsewhere = new ConcurrentHashMap<>();
  private final AtomicInteger staffHere = new AtomicInteger();
  private final Latencies latencies = new Latencies();
  private final InstantSource clock;
  private final String node;
  private final BoundedSourceQueue<News> changes;
  private final Source<News, NotUsed> hub;

  /** Only the actor touches it: what readers could not be told yet. */
  private Set<String> untold = new HashSet<>();

  /** Only the actor touches it: calls of other nodes, and how often everything came since. */
  private final Map<String, Integer> rounds = new HashMap<>();

  private LiveBoard(ActorSystem<?> system, InstantSource clock, String node) {
    this.clock = clock;
    this.node = node;
    this.here = new LiveCalls(clock, node, callId -> Optional.ofNullable(elsewhere.get(callId)));
    this.complaints = new Alarms(clock, node);
    Pair<BoundedSourceQueue<News>, Source<News, NotUsed>> running =
        Source.<News>queue(HUB_BUFFER)
            .toMat(BroadcastHub.of(News.class, HUB_BUFFER), Keep.both())
            .run(system);
    this.changes = running.first();
    this.hub = running.second();
  }

  /**
   * Begins to tell and to listen; the node must be, or become, a member of a cluster.
   *
   * @param grace how long a call waits for its caller to come back
   * @param customerOf who the caller of a call is, by its id; asked once a level is reached
   */
  public static LiveBoard start(
      ActorSystem<?> system,
      Duration grace,
      Function<String, CompletionStage<Optional<String>>> customerOf,
      InstantSource clock) {
    String node = hostPort(Cluster.get(system).selfMember().address());
    LiveBoard board = new LiveBoard(system, clock, node);
    system.systemActorOf(
        LiveBoardActor.create(board, board.here, grace, customerOf), "live-board", Props.empty());
    return board;
  }

  static String hostPort(Address address) {
    return address.getHost().orElse("local") + ":" + address.getPort().orElse(0);
  }

  /** The desk of this node, which does what it did before; the board sees it. */
  public CallDesk watching(CallDesk desk) {
    return new WatchedDesk(desk, here, clock);
  }

  /** An observer that tells everything on to this one; the board sees it. */
  public CallObserver watching(CallObserver observer) {
    return new WatchingObserver(observer, here, complaints, clock);
  }

  /** What this node complains of. */
  public Alarms alarms() {
    return complaints;
  }

  /** What there is to be seen at a moment. */
  public record Snapshot(Instant asOf, List<LiveCall> calls, Condition condition) {
    public Snapshot {
      calls = List.copyOf(calls);
    }
  }

  /** Latency of the last five minutes, 0 where there was no turn, and what is wrong. */
  public record Condition(int turns, long p50Ms, long p95Ms, List<Alarm> alarms) {
    public Condition {
      alarms = List.copyOf(alarms);
    }
  }

  /** What a reader is told. */
  public sealed interface Update {

    record Everything(Snapshot board) implements Update {}

    record Changed(LiveCall call) implements Update {}

    record Ended(String callId) implements Update {}

    record Health(Condition condition) implements Update {}
  }

  /**
   * What has changed since the news before. All readers who keep up get the very same one, so that
   * what is made of it can be made once.
   */
  public final class News {

    private final Set<String> ids;

    private News(Set<String> ids) {
      this.ids = Set.copyOf(ids);
    }

    private News and(News later) {
      var both = new HashSet<>(ids);
      both.addAll(later.ids);
      return new News(both);
    }

    /** As things are now; all that is seen of the board if this is a reader's first. */
    public List<Update> updates() {
      return ids.contains(EVERYTHING)
          ? List.of(new Update.Everything(snapshot()))
          : ids.stream().map(this::update).toList();
    }

    private Update update(String id) {
      return id.equals(HEALTH) ? new Update.Health(condition()) : LiveBoard.this.update(id);
    }
  }

  /** Somebody who may take calls over looks at the board, until they leave. */
  public void staffArrives() {
    staffHere.incrementAndGet();
  }

  public void staffLeaves() {
    staffHere.decrementAndGet();
  }

  /** Whether anybody who may take calls over looks at the board of any node. */
  public boolean isStaffThere() {
    return staffHere.get() > 0 || staffElsewhere.values().stream().anyMatch(staff -> staff > 0);
  }

  /** The oldest call first. */
  public Snapshot snapshot() {
    List<LiveCall> calls = new ArrayList<>(here.all());
    elsewhere.values().stream()
        .filter(call -> here.find(call.callId()).isEmpty())
        .forEach(calls::add);
    calls.sort(Comparator.comparing(LiveCall::startedAt).thenComparing(LiveCall::callId));
    return new Snapshot(clock.instant(), calls, condition());
  }

  /** A call in progress. */
  public Optional<LiveCall> find(String callId) {
    return here.find(callId).or(() -> Optional.ofNullable(elsewhere.get(callId)));
  }

  /**
   * Everything first, then what changes, as often as {@link #tellReaders} is called. Who reads too
   * slowly gets the newest state of each call and holds up nobody. Never completes by itself.
   */
  public Source<News, NotUsed> follow() {
    return newest(EVERYTHING);
  }

  /** One call as it changes; completes when it is over. */
  public Source<Update, NotUsed> follow(String callId) {
    return newest(callId)
        .filter(news -> news.ids.contains(callId))
        .map(_ -> update(callId))
        .takeWhile(update -> !(update instanceof Update.Ended), true);
  }

  private Source<News, NotUsed> newest(String first) {
    return hub.prepend(Source.single(new News(Set.of(first)))).conflate(News::and);
  }

  private Update update(String callId) {
    return find(callId).<Update>map(Update.Changed::new).orElseGet(() -> new Update.Ended(callId));
  }

  private Condition condition() {
    Latencies.Figures figures = latencies.figures(clock.instant());
    List<Alarm> all = new ArrayList<>(complaints.all());
    alarms.values().forEach(all::addAll);
    all.sort(Comparator.comparing(Alarm::since).thenComparing(Alarm::name));
    return new Condition(figures.turns(), figures.p50Ms(), figures.p95Ms(), all);
  }

  // What follows is the actor's alone.

  /** A call of another node; this one has it no more. */
  void heard(LiveCall call) {
    if (call.node().equals(node)) {
      return;
    }
    if (call.state() == State.LIVE) {
      here.movedAway(call.callId());
    }
    rounds.put(call.callId(), 0);
    LiveCall before = elsewhere.put(call.callId(), call);
    if (!call.equals(before)) {
      noteLatency(before, call);
      untold.add(call.callId());
    }
  }

  /** Each node tells of all its calls in each round: what nobody tells of any more is over. */
  void forgetWhatWasNotToldAgain() {
    rounds.replaceAll((_, missed) -> missed + 1);
    List.copyOf(elsewhere.values()).stream()
        .filter(call -> rounds.getOrDefault(call.callId(), 0) > MISSED_AT_MOST)
        .forEach(call -> gone(call.callId(), call.node()));
  }

  /** That node has it no more. */
  void gone(String callId, String whose) {
    LiveCall known = elsewhere.get(callId);
    if (known != null && known.node().equals(whose) && elsewhere.remove(callId, known)) {
      rounds.remove(callId);
      untold.add(callId);
    }
  }

  /** The node is down or has left: its calls wait for their callers elsewhere, or are over. */
  void nodeGone(String whose) {
    alarms.remove(whose);
    staffElsewhere.remove(whose);
    untold.add(HEALTH);
    elsewhere.values().stream()
        .filter(call -> call.node().equals(whose))
        .forEach(call -> gone(call.callId(), whose));
  }

  int staffHere() {
    return staffHere.get();
  }

  void complained(String whose, List<Alarm> theirs, int staff) {
    if (!whose.equals(node)) {
      staffElsewhere.put(whose, staff);
    }
    if (!whose.equals(node) && !Objects.equals(alarms.put(whose, theirs), theirs)) {
      untold.add(HEALTH);
    }
  }

  /** A call of this node has changed. */
  void changed(String callId, Optional<LiveCall> before, Optional<LiveCall> now) {
    now.ifPresent(call -> noteLatency(before.orElse(null), call));
    untold.add(callId);
  }

  void healthChanged() {
    untold.add(HEALTH);
  }

  private void noteLatency(@Nullable LiveCall before, LiveCall now) {
    Instant at = now.latencyAt();
    Long ms = now.latencyMs();
    if (at != null && ms != null && (before == null || !at.equals(before.latencyAt()))) {
      latencies.add(at, ms);
      untold.add(HEALTH);
    }
  }

  /** Tells the readers; what they cannot take now is told next time. */
  void tellReaders() {
    if (!untold.isEmpty() && changes.offer(new News(untold)).isEnqueued()) {
      untold = new HashSet<>();
    }
  }
}
