package org.voiceteller.actors.call;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.pekko.actor.typed.ActorRef;
import org.jspecify.annotations.Nullable;
import org.voiceteller.core.call.Call;
import org.voiceteller.core.call.CallRules;
import org.voiceteller.core.call.CallRules.Joining;
import org.voiceteller.core.call.HandOff;
import org.voiceteller.core.call.HandOffRules;
import org.voiceteller.core.call.HandOffRules.Taking;
import org.voiceteller.core.call.Ruling;

/**
 * Those of the bank who have a line to one call, as its session knows them: who hears it, who has
 * it, and who is gone without a word. Not thread-safe.
 */
final class StaffOnCall {

  /** What a session that started anew has not heard of is waited for as long. */
  static final Duration SILENCE = Duration.ofSeconds(10);

  private final CallRules callRules;
  private final HandOffRules rules;
  private final Map<ActorRef<StaffLine.Message>, Instant> lines = new HashMap<>();
  private @Nullable ActorRef<StaffLine.Message> taker;
  private @Nullable ActorRef<LegLink.Message> leg;
  private StaffLine.State told = new StaffLine.State(null, null);
  private @Nullable Instant takerHeard;

  /** A ruling, and what follows when it is kept. */
  record Decided(Ruling<?> ruling, Consumer<Call> then) {}

  StaffOnCall(CallRules callRules) {
    this.callRules = callRules;
    this.rules = callRules.handOff();
  }

  Decided on(Call call, StaffCommand command, Instant now) {
    return switch (command) {
      case StaffCommand.Take(var takeId, var staff, var line) -> {
        Ruling<Taking> taking = rules.take(call, takeId, staff, now);
        yield new Decided(taking, after -> taken(after, taking.answer(), line, now));
      }
      case StaffCommand.Listen(var line) -> {
        Ruling<Joining> unchanged = Ruling.unchanged(Joining.JOINED);
        yield new Decided(unchanged, after -> attach(after, line, now));
      }
      case StaffCommand.IsAlive(var takeId, var line) ->
          new Decided(Ruling.unchanged(Joining.JOINED), after -> isAlive(after, takeId, line, now));
      case StaffCommand.Say(var takeId, var staff, var turn, var line) -> {
        Ruling<Joining> saying = rules.say(call, takeId, staff, turn, now);
        yield new Decided(
            saying,
            _ -> {
              if (saying.answer() == Joining.REFUSED) {
                line.tell(new StaffLine.Message.WordsRefused(turn.turnId()));
              }
            });
      }
      case StaffCommand.Whisper(var from, var text, var sound) ->
          new Decided(
              Ruling.unchanged(Joining.JOINED),
              _ -> {
                if (taker != null) {
                  taker.tell(new StaffLine.Message.Whispered(from, text, sound));
                }
              });
      case StaffCommand.GiveBack(var takeId) -> {
        Ruling<Joining> giving = rules.giveBack(call, takeId, now);
        yield new Decided(
            giving,
            _ -> {
              if (giving.answer() == Joining.JOINED) {
                forgetTaker();
              }
            });
      }
      case StaffCommand.End(var takeId) ->
          new Decided(
              isTakenBy(call, takeId)
                  ? callRules.endByStaff(call, now)
                  : Ruling.unchanged(Joining.REFUSED),
              _ -> {});
      case StaffCommand.Leave(var takeId, var line) ->
          new Decided(
              takeId == null
                  ? Ruling.unchanged(Joining.JOINED)
                  : rules.loseStaff(call, takeId, now),
              _ -> forget(line));
      case StaffCommand.AskForPerson(var legId, var reason, var replyTo) ->
          new Decided(
              rules.queue(call, legId, reason, now),
              _ -> replyTo.tell(new CallSession.Reply.Noted()));
      case StaffCommand.NoteTransfer(var legId, var transfer, var replyTo) ->
          new Decided(
              callRules.noteTransfer(call, legId, transfer, now),
              _ -> replyTo.tell(new CallSession.Reply.Noted()));
    };
  }

  private static boolean isTakenBy(Call call, String takeId) {
    return call instanceof Call.Live live && live.isTakenBy(takeId);
  }

  private void taken(Call after, Taking taking, ActorRef<StaffLine.Message> line, Instant now) {
    switch (taking) {
      case Taking.Taken _ -> {
        taker = line;
        attach(after, line, now);
      }
      case Taking.TakenByAnother(var staff) ->
          line.tell(new StaffLine.Message.TakenByAnother(staff));
      case Taking.Over _ -> line.tell(ended(after));
    }
  }

  private void attach(Call call, ActorRef<StaffLine.Message> line, Instant now) {
    if (call instanceof Call.Live live) {
      lines.put(line, now);
      line.tell(new StaffLine.Message.Attached(live.level(), live.turns(), state(live)));
      tellLeg();
    } else {
      line.tell(ended(call));
    }
  }

  private void isAlive(
      Call call, @Nullable String takeId, ActorRef<StaffLine.Message> line, Instant now) {
    if (!(call instanceof Call.Live live)) {
      line.tell(ended(call));
      return;
    }
    if (takeId != null && !live.isTakenBy(takeId)) {
      line.tell(new StaffLine.Message.Changed(state(live)));
      return;
    }
    boolean isNew = lines.put(line, now) == null;
    if (takeId != null) {
      taker = line;
    }
    if (isNew) {
      line.tell(new StaffLine.Message.Changed(state(live)));
      tellLeg();
    }
  }

  private static StaffLine.Message.Ended ended(Call call) {
    return new StaffLine.Message.Ended(
        call instanceof Call.Over(_, var reason, _, _) ? reason : null);
  }

  /** Who has given the call back hears no more of it. */
  private void forgetTaker() {
    if (taker != null) {
      forget(taker);
    }
  }

  private void forget(ActorRef<StaffLine.Message> line) {
    if (lines.remove(line) != null) {
      tellLeg();
    }
    if (line.equals(taker)) {
      taker = null;
    }
  }

  private static Optional<HandOff.Taken> takeOf(Call call) {
    return call instanceof Call.Live live && live.handOff() != null
        ? Optional.ofNullable(live.handOff().taken())
        : Optional.empty();
  }

  /** The leg that speaks for the caller from now on. */
  void joined(ActorRef<LegLink.Message> link) {
    if (!link.equals(leg)) {
      leg = link;
      if (!lines.isEmpty()) {
        tellLeg();
      }
    }
  }

  private void tellLeg() {
    if (leg != null) {
      leg.tell(new LegLink.Message.HearBy(List.copyOf(lines.keySet())));
    }
  }

  /** What is known of the call now goes to every line, when it has changed. */
  void knows(Call call) {
    switch (call) {
      case Call.Live live -> {
        StaffLine.State now = state(live);
        if (!now.equals(told)) {
          told = now;
          lines.keySet().forEach(line -> line.tell(new StaffLine.Message.Changed(now)));
        }
      }
      case Call.Over _, Call.NotStarted _ -> {
        lines.keySet().forEach(line -> line.tell(ended(call)));
        lines.clear();
      }
    }
  }

  private StaffLine.State state(Call.Live live) {
    return new StaffLine.State(
        live.handOff(), live.line() instanceof Call.Line.Joined ? leg : null);
  }

  /** Whether somebody is to be looked after. */
  boolean isAny(Call call) {
    return !lines.isEmpty() || takeOf(call).isPresent();
  }

  /**
   * Who was not heard of for too long is forgotten.
   *
   * @return what follows when that was whoever has the call
   */
  Optional<Decided> check(Call call, Instant now) {
    Instant silentSince = now.minus(SILENCE);
    List<ActorRef<StaffLine.Message>> gone =
        lines.entrySet().stream()
            .filter(line -> line.getValue().isBefore(silentSince))
            .map(Map.Entry::getKey)
            .toList();
    gone.forEach(this::forget);
    Optional<HandOff.Taken> take = takeOf(call);
    if (take.isEmpty() || taker != null) {
      takerHeard = now;
      return Optional.empty();
    }
    if (takerHeard == null) {
      takerHeard = now;
    }
    return gone.isEmpty() && takerHeard.isAfter(silentSince)
        ? Optional.empty()
        : take.map(taken -> new Decided(rules.loseStaff(call, taken.takeId(), now), _ -> {}));
  }
}
