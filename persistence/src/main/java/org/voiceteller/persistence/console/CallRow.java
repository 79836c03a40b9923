package org.voiceteller.persistence.console;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.voiceteller.core.authentication.Level;
import org.voiceteller.core.call.EndReason;
import org.voiceteller.persistence.dynamodb.ItemFields;

/**
 * A call as a list shows it.
 *
 * @param level the one that the caller had last
 * @param customerId who was identified last; null when nobody was
 */
public record CallRow(
    String callId,
    State state,
    Level level,
    String channel,
    String jurisdiction,
    @Nullable String customerId,
    Instant startedAt,
    @Nullable Instant endedAt,
    @Nullable EndReason endReason) {

  /** Where a call is. */
  public enum State {
    LIVE,
    /** For its caller to come back. */
    WAITING,
    ENDED
  }

  static CallRow of(ItemFields item) {
    String endReason = item.optionalText("endReason");
    return new CallRow(
        item.text("sessionId"),
        state(item.text("state")),
        level(item.text("authLevel")),
        item.text("channel"),
        item.text("jurisdiction"),
        item.optionalText("customerId"),
        item.time("startedAt"),
        item.optionalTime("endedAt"),
        endReason == null ? null : EndReason.valueOf(endReason));
  }

  private static State state(String name) {
    return switch (name) {
      case "LIVE" -> State.LIVE;
      case "LEG_LOST" -> State.WAITING;
      case "ENDED" -> State.ENDED;
      default -> throw new IllegalStateException("Expected the state of a call, but it is " + name);
    };
  }

  /** As {@code Level2}. */
  static Level level(String name) {
    return Level.values()[Integer.parseInt(name.substring("Level".length()))];
  }

  static String name(Level level) {
    return "Level" + level.number();
  }
}
