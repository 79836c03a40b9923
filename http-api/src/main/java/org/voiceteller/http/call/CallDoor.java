package org.voiceteller.http.call;

import java.net.InetAddress;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.pekko.NotUsed;
import org.apache.pekko.actor.Cancellable;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.Adapter;
import org.apache.pekko.http.javadsl.model.AttributeKeys;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.RemoteAddress;
import org.apache.pekko.http.javadsl.model.ws.WebSocketUpgrade;
import org.apache.pekko.stream.javadsl.Flow;
import org.voiceteller.http.problem.Problem;
import org.voiceteller.http.problem.ProblemAnswers;
import org.voiceteller.streams.media.Peer;
import org.voiceteller.streams.media.WireMessage;

/**
 * Lets calls in, by whatever WebSocket they come: takes a line before the upgrade, and answers 503
 * with {@code Retry-After} when there is none. Who wants in was asked before.
 */
public final class CallDoor {

  private final ActorSystem<?> system;
  private final CallDoorSettings settings;
  private final Lines lines;
  private final Supplier<Optional<Conversations>> conversations;

  private CallDoor(
      ActorSystem<?> system,
      CallDoorSettings settings,
      Lines lines,
      Supplier<Optional<Conversations>> conversations) {
    this.system = system;
    this.settings = settings;
    this.lines = lines;
    this.conversations = conversations;
  }

  /**
   * @param conversations empty while calls cannot be answered yet
   */
  public static CallDoor create(
      ActorSystem<?> system,
      CallDoorSettings settings,
      Lines lines,
      Supplier<Optional<Conversations>> conversations) {
    return new CallDoor(system, settings, lines, conversations);
  }

  /** The flow of one connection, of what answers all of them. */
  @FunctionalInterface
  public interface Conversation {

    /**
     * @param mayBegin false on a line that is kept for those who come back
     */
    Flow<WireMessage, WireMessage, NotUsed> with(Conversations all, boolean mayBegin);
  }

  /**
   * The upgrade, or the refusal, which is counted.
   *
   * @param subprotocol empty for a client that names none
   */
  public HttpResponse open(
      WebSocketUpgrade upgrade,
      Optional<String> subprotocol,
      Lines.Wish wish,
      Conversation conversation) {
    return switch (take(wish)) {
      case Lines.Answer.Refused(var why) -> refusal(why);
      case Lines.Answer.Taken(var line, var mayBegin) ->
          upgrade(
              upgrade,
              subprotocol,
              onLine(line, conversation.with(conversations.get().orElseThrow(), mayBegin)));
    };
  }

  /** A line for a call that begins otherwise than with its WebSocket; a refusal is counted. */
  public Lines.Answer take(Lines.Wish wish) {
    return conversations.get().isEmpty() ? lines.refuse(Lines.Refusal.STARTING) : lines.take(wish);
  }

  /** The upgrade for a call that has its line. */
  public HttpResponse upgrade(
      WebSocketUpgrade upgrade,
      Optional<String> subprotocol,
      Flow<WireMessage, WireMessage, NotUsed> messages) {
    return BoundedUpgrade.upgrade(
        Adapter.toClassic(system),
        upgrade,
        subprotocol,
        settings.maxMessageBytes(),
        settings.messageTimeout(),
        messages);
  }

  /** Who comes by this request, as the bank keeps it of a call. */
  public static Peer peer(HttpRequest request, String channel, boolean mayBegin) {
    String address =
        request
            .getAttribute(AttributeKeys.remoteAddress)
            .flatMap(RemoteAddress::getAddress)
            .map(InetAddress::getHostAddress)
            .orElse(null);
    return new Peer(address, channel, mayBegin);
  }

  /** Why such a wish would be refused now; takes and counts nothing. */
  public Optional<Lines.Refusal> obstacle(Lines.Wish wish) {
    if (conversations.get().isEmpty()) {
      return Optional.of(Lines.Refusal.STARTING);
    }
    if (lines.isFree(wish)) {
      return Optional.empty();
    }
    return Optional.of(lines.isClosed() ? Lines.Refusal.DRAINING : Lines.Refusal.FULL);
  }

  /** The same where the caller is told of it in another way than by {@link #refusal}: counted. */
  public Optional<Lines.Refusal> refuses(Lines.Wish wish) {
    Optional<Lines.Refusal> why = obstacle(wish);
    why.ifPresent(lines::refuse);
    return why;
  }

  /** The same as {@link #refusal}, counted. */
  public HttpResponse refuse(Lines.Refusal why) {
    lines.refuse(why);
    return refusal(why);
  }

  /** 503, and when to try again. */
  public HttpResponse refusal(Lines.Refusal why) {
    return ProblemAnswers.answer(
        switch (why) {
          case FULL -> new Problem.ServerFull(settings.retryAfter());
          case DRAINING -> new Problem.ServerDraining(settings.retryAfter());
          case STARTING -> new Problem.Starting(settings.retryAfter());
        });
  }

  /**
   * Frees the line when the connection is over, or when it never came to be: a client may leave
   * between its request and the upgrade.
   */
  private Flow<WireMessage, WireMessage, NotUsed> onLine(
      Lines.Line line, Flow<WireMessage, WireMessage, NotUsed> conversation) {
    Cancellable never =
        system
            .scheduler()
            .scheduleOnce(settings.upgradeTimeout(), line::free, system.executionContext());
    return conversation.watchTermination(
        (notUsed, over) -> {
          never.cancel();
          over.whenComplete((done, failure) -> line.free());
          return notUsed;
        });
  }
}
