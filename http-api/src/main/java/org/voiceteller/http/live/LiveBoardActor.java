package org.voiceteller.http.live;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.pubsub.Topic;
import org.apache.pekko.cluster.ClusterEvent;
import org.apache.pekko.cluster.typed.Cluster;
import org.apache.pekko.cluster.typed.Subscribe;

/**
 * Carries the board between the nodes: tells the others what changed here, ten times a second at
 * most, and everything every five seconds; and the board what they tell.
 */
final class LiveBoardActor {

  private static final Duration TICK = Duration.ofMillis(100);

  /** How often readers get what has changed. */
  private static final Duration PACE = Duration.ofMillis(250);

  private static final int ALL_EVERY_TICKS = 50;
  private static final String TOPIC = "live-calls";

  private sealed interface Command {

    record Heard(LiveNews news) implements Command {}

    record NodeGone(String node) implements Command {}

    record Tick() implements Command {}

    record TellReaders() implements Command {}

    record Found(String callId, Optional<String> customerId) implements Command {}
  }

  private final ActorContext<Command> context;
  private final LiveBoard board;
  private final LiveCalls here;
  private final String node;
  private final Duration grace;
  private final Function<String, CompletionStage<Optional<String>>> customerOf;
  private final ActorRef<Topic.Command<LiveNews>> topic;
  private final Map<String, LiveCall> told = new HashMap<>();
  private final Set<String> asked = new HashSet<>();
  private List<Alarm> toldAlarms = List.of();
  private int toldStaff;
  private int ticks;

  private LiveBoardActor(
      ActorContext<Command> context,
      LiveBoard board,
      LiveCalls here,
      Duration grace,
      Function<String, CompletionStage<Optional<String>>> customerOf) {
    this.context = context;
    this.board = board;
    this.here = here;
    this.grace = grace;
    this.customerOf = customerOf;
    this.node = LiveBoard.hostPort(Cluster.get(context.getSystem()).selfMember().address());
    this.topic = context.spawn(Topic.create(LiveNews.class, TOPIC), TOPIC);
  }

  /**
   * @param customerOf who the caller of a call is; a failure is asked again with the next change
   */
  static Behavior<?> create(
      LiveBoard board,
      LiveCalls here,
      Duration grace,
      Function<String, CompletionStage<Optional<String>>> customerOf) {
    return Behaviors.<Command>setup(
        context ->
            Behaviors.withTimers(
                timers -> {
                  timers.startTimerWithFixedDelay(new Command.Tick(), TICK);
                  timers.startTimerWithFixedDelay(new Command.TellReaders(), PACE);
                  return new LiveBoardActor(context, board, here, grace, customerOf).begin();
                }));
  }

  private Behavior<Command> begin() {
    topic.tell(Topic.subscribe(context.messageAdapter(LiveNews.class, Command.Heard::new)));
    Cluster.get(context.getSystem())
        .subscriptions()
        .tell(
            Subscribe.create(
                context.messageAdapter(
                    ClusterEvent.MemberRemoved.class,
                    removed ->
                        new Command.NodeGone(LiveBoard.hostPort(removed.member().address()))),
                ClusterEvent.MemberRemoved.class));
    return Behaviors.receiveMessage(
        command -> {
          switch (command) {
            case Command.Heard(var news) -> heard(news);
            case Command.NodeGone(var who) -> board.nodeGone(who);
            case Command.Tick() -> tick();
            case Command.TellReaders() -> board.tellReaders();
            case Command.Found(var callId, var customer) -> found(callId, customer);
          }
          return Behaviors.same();
        });
  }

  private void heard(LiveNews news) {
    switch (news) {
      case LiveNews.Changed(var call) -> board.heard(call);
      case LiveNews.Gone(var callId, var whose) -> board.gone(callId, whose);
      case LiveNews.Alarms(var whose, var alarms, var staff) ->
          board.complained(whose, alarms, staff);
    }
  }

  private void tick() {
    here.forgetWhoWaitedLongerThan(grace);
    here.takeChanged().forEach(this::tell);
    tellAlarms();
    ticks++;
    if (ticks % ALL_EVERY_TICKS == 0) {
      here.all().forEach(call -> publish(new LiveNews.Changed(call)));
      publish(new LiveNews.Alarms(node, toldAlarms, toldStaff));
      board.forgetWhatWasNotToldAgain();
    }
  }

  private void tellAlarms() {
    List<Alarm> alarms = board.alarms().all();
    int staff = board.staffHere();
    if (!alarms.equals(toldAlarms)) {
      toldAlarms = alarms;
      publish(new LiveNews.Alarms(node, alarms, staff));
      board.healthChanged();
    } else if (staff != toldStaff) {
      publish(new LiveNews.Alarms(node, alarms, staff));
    }
    toldStaff = staff;
  }

  private void tell(String callId) {
    Optional<LiveCall> now = here.find(callId);
    Optional<LiveCall> before = Optional.ofNullable(told.get(callId));
    now.ifPresentOrElse(
        call -> {
          told.put(callId, call);
          publish(new LiveNews.Changed(call));
          askWho(call);
        },
        () -> {
          told.remove(callId);
          asked.remove(callId);
          publish(new LiveNews.Gone(callId, node));
        });
    board.changed(callId, before, now);
  }

  private void askWho(LiveCall call) {
    if (call.level() > 0 && call.customerId() == null && asked.add(call.callId())) {
      context.pipeToSelf(
          customerOf.apply(call.callId()),
          (customer, failure) ->
              new Command.Found(call.callId(), failure == null ? customer : Optional.empty()));
    }
  }

  private void found(String callId, Optional<String> customer) {
    asked.remove(callId);
    customer.ifPresent(id -> here.change(callId, call -> call.change().customer(id).made()));
  }

  private void publish(LiveNews news) {
    topic.tell(Topic.publish(news));
  }
}
