package org.voiceteller.streams.platform;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.voiceteller.streams.media.WireMessage;
import org.voiceteller.streams.platform.TellerWire.FromTeller;

/**
 * One connection's words, from the platform's to the teller's and back. Each message becomes a few
 * at most: sound is bounded by the size of its message. Not thread-safe.
 */
final class Translation {

  private static final Logger LOG = LoggerFactory.getLogger(Translation.class);

  private static final String CALL_IS_GONE = "unknown_resume_token";

  private final PlatformFormat format;
  private final PlatformLine line;
  private final InstantSource clock;
  private final AgentBand agent;
  private @Nullable CallerBand caller;
  private String platformCallId = "";
  private boolean isJoined;
  private boolean isChallenged;
  private boolean isHungUp;
  private boolean isLeaving;
  private boolean isOver;
  private int toolsUnderWay;
  private long malformed;

  Translation(PlatformFormat format, PlatformLine line, InstantSource clock) {
    this.format = format;
    this.line = line;
    this.clock = clock;
    this.agent = new AgentBand(format);
  }

  /** Whether the connection is to be closed: its call cannot begin, or goes on elsewhere. */
  boolean isOver() {
    return isOver;
  }

  /** Whether the teller is told that the caller has hung up. */
  boolean isHungUp() {
    return isHungUp;
  }

  /** What the teller is told for a message of the platform. */
  List<WireMessage> fromPlatform(WireMessage message) {
    return switch (format.read(message)) {
      case FromPlatform.Begun begun -> begin(begun);
      case FromPlatform.Sound(var pcm) -> caller == null ? List.of() : hear(caller, pcm);
      case FromPlatform.Keyed(var key) ->
          caller == null || line.keysAreTones() ? List.of() : List.of(TellerWire.keys(key));
      case FromPlatform.MarkPlayed(var name) -> agent.played(name, clock.instant());
      case FromPlatform.HungUp() -> hungUp();
      case FromPlatform.Unimportant() -> List.of();
      case FromPlatform.Malformed(var why) -> {
        dropped(why);
        yield List.of();
      }
    };
  }

  private List<WireMessage> begin(FromPlatform.Begun begun) {
    if (caller != null) {
      dropped("a second beginning");
      return List.of();
    }
    Optional<Ticket> ticket =
        Optional.ofNullable(begun.ticket())
            .flatMap(line.seal()::open)
            .filter(opened -> opened.platformCallId().equals(begun.platformCallId()));
    if (ticket.isEmpty()) {
      LOG.warn(
          "A stream of {} was closed: its ticket is missing, forged or too old", format.channel());
      isOver = true;
      return List.of();
    }
    platformCallId = begun.platformCallId();
    caller = new CallerBand(begun.sampleRateHz());
    caller.collect(isChallenged);
    return List.of(TellerWire.start(ticket.get(), format.channel()));
  }

  /** A stream is not moved, only ended: then the platform asks another server what comes next. */
  private void leaveWhenQuiet() {
    if (isLeaving && toolsUnderWay == 0 && agent.isSilent(clock.instant())) {
      LOG.info("A stream of {} is ended, for its call goes on at another server", format.channel());
      isOver = true;
    }
  }

  private List<WireMessage> hear(CallerBand band, short[] pcm) {
    leaveWhenQuiet();
    CallerBand.Heard heard = band.hear(pcm);
    if (!line.keysAreTones()) {
      return heard.sound();
    }
    List<WireMessage> messages = new ArrayList<>(heard.sound());
    heard
        .keys()
        .chars()
        .mapToObj(Character::toString)
        .filter(key -> Keys.read(key) instanceof FromPlatform.Keyed)
        .forEach(key -> messages.add(TellerWire.keys(key)));
    return messages;
  }

  /** The platform has closed the connection as it should be closed. */
  List<WireMessage> closed() {
    return format.hangsUpByClosing() ? hungUp() : List.of();
  }

  private List<WireMessage> hungUp() {
    if (caller == null) {
      isOver = true;
      return List.of();
    }
    if (isHungUp) {
      return List.of();
    }
    isHungUp = true;
    return List.of(TellerWire.end());
  }

  /** Told for the first of them only: who sends one may send many. */
  private void dropped(String why) {
    if (malformed++ == 0) {
      LOG.warn("A message of {} was dropped: {}", format.channel(), why);
    }
    line.observer().messageDropped(format.channel());
  }

  /** What the platform is told for a message of the teller. */
  List<WireMessage> fromTeller(WireMessage message) {
    return switch (TellerWire.read(message)) {
      case FromTeller.Started(var token) -> {
        isJoined = true;
        line.calls().joined(platformCallId, token);
        yield List.of();
      }
      case FromTeller.TurnBegun(var turnId) -> {
        agent.begin(turnId);
        yield List.of();
      }
      case FromTeller.Sound(var pcm) -> agent.speak(pcm, clock.instant());
      case FromTeller.TurnEnded(_, var durationMs) -> agent.end(durationMs, clock.instant());
      case FromTeller.Cleared() -> agent.clear(clock.instant());
      case FromTeller.Challenged(var isOpen) -> {
        isChallenged = isOpen;
        if (caller != null) {
          caller.collect(isOpen);
        }
        yield List.of();
      }
      case FromTeller.Tool(var isUnderWay) -> {
        toolsUnderWay = Math.max(0, toolsUnderWay + (isUnderWay ? 1 : -1));
        yield List.of();
      }
      case FromTeller.GoingAway(var elsewhere) -> {
        isLeaving = elsewhere;
        yield List.of();
      }
      case FromTeller.Ended(var reason) -> {
        line.calls().ended(platformCallId, PlatformCalls.End.of(reason));
        yield List.of();
      }
      case FromTeller.Failed(var code) -> {
        failed(code);
        yield List.of();
      }
      case FromTeller.Unheard() -> List.of();
    };
  }

  /** Before the call is joined nobody tries again here: the platform asks what comes next. */
  private void failed(String code) {
    if (!isJoined) {
      if (code.equals(CALL_IS_GONE)) {
        line.calls().ended(platformCallId, PlatformCalls.End.OVER);
      }
      LOG.warn("A stream of {} was closed, for its call was refused: {}", format.channel(), code);
      isOver = true;
    }
  }
}
