package org.voiceteller.http.handoff;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.pekko.Done;
import org.apache.pekko.NotUsed;
import org.apache.pekko.actor.Cancellable;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.Adapter;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.ws.WebSocketUpgrade;
import org.apache.pekko.japi.Pair;
import org.apache.pekko.stream.BoundedSourceQueue;
import org.apache.pekko.stream.QueueOfferResult;
import org.apache.pekko.stream.javadsl.Flow;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.voiceteller.actors.bank.StaffDesk;
import org.voiceteller.actors.call.StaffLine;
import org.voiceteller.actors.call.StaffLine.Message;
import org.voiceteller.http.call.BoundedUpgrade;
import org.voiceteller.streams.media.WireMessage;

/**
 * The WebSocket of one line. It is opened before the upgrade, so that a call which a colleague has
 * is refused as any other request is. A browser that reads too slowly misses sound; one that does
 * not read words either is cut off.
 */
public final class StaffSocket {

  public static final String SUBPROTOCOL = StaffWire.SUBPROTOCOL;

  private static final Logger LOG = LoggerFactory.getLogger(StaffSocket.class);

  /** About eight seconds of both sides. */
  private static final int WAITING = 512;

  private static final Duration UPGRADE = Duration.ofSeconds(10);
  private static final Duration FRAGMENTS = Duration.ofSeconds(5);
  private static final Duration CHECK = Duration.ofSeconds(30);

  private final ActorSystem<?> system;

  public StaffSocket(ActorSystem<?> system) {
    this.system = system;
  }

  /** Whether there is a line. */
  public sealed interface Opening {

    /**
     * @param upgrade answers the request with it
     */
    record Open(Upgrade upgrade) implements Opening {}

    record TakenByAnother(String staff) implements Opening {}

    /** No such call is in progress. */
    record Over() implements Opening {}
  }

  /** Makes an answer of an upgrade. */
  @FunctionalInterface
  public interface Upgrade {

    HttpResponse of(WebSocketUpgrade upgrade);
  }

  /**
   * Opens a line.
   *
   * @param stillAllowed whether its holder may go on; asked now and then
   */
  public CompletionStage<Opening> open(
      StaffDesk desk,
      String callId,
      StaffLine.Wish wish,
      Supplier<CompletionStage<Boolean>> stillAllowed) {
    LineMode mode = LineMode.of(wish);
    StaffWire wire = new StaffWire(callId, mode);
    Pair<BoundedSourceQueue<WireMessage>, Source<WireMessage, NotUsed>> toBrowser =
        Source.<WireMessage>queue(WAITING).preMaterialize(system);
    CompletableFuture<Message> first = new CompletableFuture<>();
    ActorRef<Message> line =
        desk.openLine(
            callId,
            wish,
            message -> {
              first.complete(message);
              wire.write(message).forEach(event -> offer(toBrowser.first(), event, callId));
              if (message instanceof Message.Ended) {
                toBrowser.first().complete();
              }
            });
    return first
        .orTimeout(UPGRADE.toSeconds(), TimeUnit.SECONDS)
        .whenComplete(
            (_, failure) -> {
              if (failure != null) {
                line.tell(new Message.Close());
              }
            })
        .thenApply(
            message ->
                switch (message) {
                  case Message.TakenByAnother(var staff) -> new Opening.TakenByAnother(staff);
                  case Message.Ended _ -> new Opening.Over();
                  case Message.Attached _,
                      Message.Changed _,
                      Message.WordsRefused _,
                      Message.Whispered _,
                      Message.Overheard _,
                      Message.Tell _,
                      Message.Close _,
                      Message.Announce _ ->
                      new Opening.Open(
                          upgrade ->
                              BoundedUpgrade.upgrade(
                                  Adapter.toClassic(system),
                                  upgrade,
                                  Optional.of(SUBPROTOCOL),
                                  StaffWire.MAX_BYTES,
                                  FRAGMENTS,
                                  whileAllowed(flow(wire, toBrowser, line), stillAllowed)));
                });
  }

  private static void offer(
      BoundedSourceQueue<WireMessage> toBrowser, WireMessage event, String callId) {
    QueueOfferResult result = toBrowser.offer(event);
    if (result == QueueOfferResult.dropped() && event instanceof WireMessage.Text) {
      LOG.warn("Call {}: a line to it takes nothing any more and is cut off", callId);
      toBrowser.fail(new IllegalStateException("The line reads too slowly"));
    }
  }

  private Flow<WireMessage, WireMessage, NotUsed> flow(
      StaffWire wire,
      Pair<BoundedSourceQueue<WireMessage>, Source<WireMessage, NotUsed>> toBrowser,
      ActorRef<Message> line) {
    Cancellable never =
        system
            .scheduler()
            .scheduleOnce(UPGRADE, () -> line.tell(new Message.Close()), system.executionContext());
    Sink<WireMessage, CompletionStage<Done>> words =
        Sink.foreach(
            message -> {
              switch (wire.read(message)) {
                case StaffWire.Read.Said(var said) -> line.tell(new Message.Tell(said));
                case StaffWire.Read.Unusable(var why) -> toBrowser.first().offer(why);
              }
            });
    return Flow.fromSinkAndSourceCoupled(words, toBrowser.second())
        .watchTermination(
            (notUsed, over) -> {
              never.cancel();
              over.whenComplete((_, _) -> line.tell(new Message.Close()));
              return notUsed;
            });
  }

  private static Flow<WireMessage, WireMessage, NotUsed> whileAllowed(
      Flow<WireMessage, WireMessage, NotUsed> line,
      Supplier<CompletionStage<Boolean>> stillAllowed) {
    Source<Seen, ?> checks =
        Source.tick(CHECK, CHECK, "check")
            .mapAsync(1, _ -> stillAllowed.get())
            .map(allowed -> new Seen(null, allowed));
    return line.map(message -> new Seen(message, true))
        .merge(checks, true)
        .takeWhile(Seen::goesOn)
        .mapConcat(Seen::messages);
  }

  /** An event, or whether to go on. */
  private record Seen(@Nullable WireMessage message, boolean goesOn) {

    List<WireMessage> messages() {
      return message == null ? List.of() : List.of(message);
    }
  }
}
