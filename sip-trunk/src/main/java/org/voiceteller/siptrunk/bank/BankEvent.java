package org.voiceteller.siptrunk.bank;

import com.fasterxml.jackson.databind.JsonNode;

/** What the bank says on a line, in its order. */
public sealed interface BankEvent {

  /**
   * @param resumeToken secret
   */
  record Started(String callId, String resumeToken) implements BankEvent {
    @Override
    public String toString() {
      return "Started[" + callId + "]";
    }
  }

  record AudioStarted(String turnId) implements BankEvent {}

  /**
   * @param pcm s16le, mono, 24 kHz, of the turn that started last
   */
  record Sound(byte[] pcm) implements BankEvent {}

  record AudioEnded(String turnId) implements BankEvent {}

  record AudioCleared(String turnId) implements BankEvent {}

  /**
   * @param state {@code queued}, {@code taken} or {@code agent}
   * @param summary of the call for whoever takes the caller over; may be empty
   */
  record HandOffChanged(String state, String summary) implements BankEvent {}

  /** The bank waits for a secret, or waits no longer. */
  record ChallengeChanged(boolean isOpen) implements BankEvent {}

  record LevelReached(int level) implements BankEvent {}

  record ToolStarted(String tool) implements BankEvent {}

  record ToolFinished(String tool, String outcome) implements BankEvent {}

  /**
   * The bank's server goes away.
   *
   * @param endsInMs the call may go on there for so long at most
   * @param elsewhere whether another one takes the call up
   */
  record Draining(long endsInMs, boolean elsewhere) implements BankEvent {}

  /** The call is over. */
  record Ended(String reason) implements BankEvent {}

  record Problem(String code, boolean retryable) implements BankEvent {}

  /** Something that a telephone does not show. */
  record Other() implements BankEvent {}

  /** The connection is gone, by a close or by a failure. */
  record LineLost() implements BankEvent {}

  /** Fields that are missing are empty; what is not known is {@link Other}. */
  static BankEvent of(JsonNode event) {
    String turnId = event.path("turnId").asText();
    return switch (event.path("type").asText()) {
      case "call.started" ->
          new Started(event.path("callId").asText(), event.path("resumeToken").asText());
      case "audio.start" -> new AudioStarted(turnId);
      case "audio.end" -> new AudioEnded(turnId);
      case "audio.clear" -> new AudioCleared(turnId);
      case "handOff.changed" ->
          new HandOffChanged(event.path("state").asText(), event.path("summary").asText());
      case "authentication.challenge" -> new ChallengeChanged(true);
      case "authentication.challengeClosed" -> new ChallengeChanged(false);
      case "authentication.level" -> new LevelReached(event.path("level").asInt());
      case "tool.started" -> new ToolStarted(event.path("tool").asText());
      case "tool.finished" ->
          new ToolFinished(event.path("tool").asText(), event.path("outcome").asText());
      case "server.draining" ->
          new Draining(event.path("endsInMs").asLong(), event.path("elsewhere").asBoolean());
      case "call.ended" -> new Ended(event.path("reason").asText());
      case "error" -> new Problem(event.path("code").asText(), event.path("retryable").asBoolean());
      default -> new Other();
    };
  }
}
