package org.voiceteller.streams.call;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.voiceteller.core.authentication.Level;
import org.voiceteller.core.authentication.Secret;
import org.voiceteller.core.call.Challenge;
import org.voiceteller.core.call.Turn;
import org.voiceteller.core.call.TurnRedaction;
import org.voiceteller.core.redaction.Awaiting;
import org.voiceteller.streams.recording.LegRecorder;

/**
 * Keeps secrets out of the model's ear and of what is kept and shown. While the bank waits for one,
 * keyed digits, and typed text that may be it, are taken here: they go to the call's session past
 * the model, which is only told that something was given. What is spoken does reach the model,
 * since it is what hears; it is redacted from everything else, and left out of the recording. Not
 * thread-safe.
 */
final class SecretGate {

  static final String CODE_KEYED = "[The caller keyed the code.]";
  static final String ANSWER_TYPED = "[The caller typed the answer.]";

  private static final Pattern LETTER = Pattern.compile("\\p{L}");
  private static final Pattern FOUR_DIGITS = Pattern.compile("(?:[0-9][ .-]?){3}[0-9]");
  private static final Pattern SAYS_NOTHING_SECRET =
      Pattern.compile(
          "(i )?(don'?t|do not|can'?t) (know|remember|recall).*|(i"
              + " )?forgot.*|skip.*|cancel.*|stop.*|never"
              + " ?mind.*|help.*|what.*\\?|why.*\\?|who.*\\?");

  private static final int MAX_WITHHELD = 20;

  private final Deque<String> withheld = new ArrayDeque<>();
  private Optional<Challenge.Kind> open = Optional.empty();
  private Awaiting awaiting = Awaiting.NOTHING;
  private final LegRecorder recorder;
  private Level level;

  SecretGate(Level level, LegRecorder recorder) {
    this.level = level;
    this.recorder = recorder;
  }

  /** What the model is told in the place of a secret. */
  record Taken(Secret secret, String cue) {}

  void opened(Challenge.Kind kind) {
    open = Optional.of(kind);
    recorder.secretAwaited(kind.name());
    awaiting =
        switch (kind) {
          case ONE_TIME_CODE, AUTHENTICATOR_CODE -> Awaiting.CODE;
          case SECURITY_QUESTION -> Awaiting.ANSWER;
        };
  }

  /** The caller's words may still hold the secret, until the agent has spoken. */
  void closed() {
    open = Optional.empty();
    recorder.secretSettled();
  }

  boolean isOpen() {
    return open.isPresent();
  }

  /** Empty when nothing secret is awaited: the keys are an entry like any other. */
  Optional<Taken> keyed(String digits) {
    return open.map(_ -> new Taken(new Secret(digits), CODE_KEYED));
  }

  /** Empty when these are words for the agent. */
  Optional<Taken> typed(String text) {
    return open.filter(kind -> mayBe(kind, text))
        .map(
            kind ->
                new Taken(
                    new Secret(text),
                    switch (kind) {
                      case ONE_TIME_CODE, AUTHENTICATOR_CODE -> CODE_KEYED;
                      case SECURITY_QUESTION -> ANSWER_TYPED;
                    }));
  }

  private static boolean mayBe(Challenge.Kind kind, String text) {
    return switch (kind) {
      case ONE_TIME_CODE, AUTHENTICATOR_CODE ->
          !LETTER.matcher(text).find() || FOUR_DIGITS.matcher(text).find();
      case SECURITY_QUESTION ->
          !SAYS_NOTHING_SECRET.matcher(text.strip().toLowerCase(Locale.ROOT)).matches();
    };
  }

  void reached(Level reached) {
    level = reached;
  }

  /** What may be kept and shown of what was said. The agent may repeat what it heard. */
  String redacted(Turn.Speaker speaker, String text) {
    return switch (speaker) {
      case CALLER -> ofCaller(text);
      case AGENT, STAFF -> ofAgent(text);
    };
  }

  /** The same of what is sounded: what is taken out of the words is left out of the recording. */
  String redactedWithSound(String turnId, Turn.Speaker speaker, String text) {
    String kept = redacted(speaker, text);
    boolean isSecret = !kept.equals(text);
    switch (speaker) {
      case CALLER -> recorder.callerSaid(isSecret);
      case AGENT, STAFF -> {
        if (isSecret) {
          recorder.agentSaidSecret(turnId);
        }
      }
    }
    return kept;
  }

  private String ofCaller(String text) {
    String kept = TurnRedaction.of(Turn.Speaker.CALLER, text, awaiting, level);
    if (!kept.equals(text) && awaiting != Awaiting.NOTHING) {
      if (withheld.size() == MAX_WITHHELD) {
        withheld.removeFirst();
      }
      withheld.addLast(text);
    }
    return kept;
  }

  private String ofAgent(String text) {
    String kept =
        TurnRedaction.of(
            Turn.Speaker.AGENT, text, open.isEmpty() ? Awaiting.NOTHING : awaiting, level);
    for (String secret : withheld) {
      kept = TurnRedaction.withoutEcho(kept, secret);
    }
    return kept;
  }

  /**
   * A turn of the agent's is complete: what the caller says now is no answer to an older question.
   */
  void agentSpoke() {
    if (open.isEmpty()) {
      awaiting = Awaiting.NOTHING;
    }
  }
}
