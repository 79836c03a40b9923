package org.voiceteller.streams.call;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.voiceteller.streams.nova.NovaFailure;
import org.voiceteller.streams.nova.NovaOutput;
import org.voiceteller.streams.nova.NovaRole;

/**
 * Notices a stream that is there and does nothing: one that owes an answer, or the rest of what it
 * began to say, and is silent, and one to which the caller spoke in vain. Also notices a caller who
 * waits in silence. A caller who is quiet is none of these: deafness is only suspected once until
 * words are understood again. Not thread-safe.
 */
final class ModelWatch {

  /** Less is a cough. */
  private static final Duration SPEECH = Duration.ofMillis(600);

  private final ModelSigns signs;
  private Instant lastOutput;
  private Instant lastSign;
  private @Nullable Instant waitingSince;
  private boolean suspectedOfDeafness;

  ModelWatch(ModelSigns signs) {
    this.signs = signs;
    this.lastOutput = signs.now();
    this.lastSign = lastOutput;
  }

  void streamBegins() {
    lastSign = signs.now();
  }

  /** The model was told something. */
  void asked() {
    lastSign = signs.now();
  }

  /** The caller's words were told by the model: it hears. */
  void understood() {
    suspectedOfDeafness = false;
  }

  void said(NovaOutput output) {
    lastOutput = signs.now();
    lastSign = lastOutput;
    if (output instanceof NovaOutput.ContentStarted(_, _, var role, _)
        && role == NovaRole.ASSISTANT) {
      waitingSince = null;
    }
  }

  /** Why the present stream had better be replaced. */
  Optional<NovaFailure> complaint() {
    if (isOwed() && signs.isAgo(lastSign, signs.settings().answerTimeout())) {
      return Optional.of(failure("Silent", "The model owed an answer and said nothing."));
    }
    if (isDeaf()) {
      suspectedOfDeafness = true;
      return Optional.of(failure("Deaf", "The caller spoke and the model told no words of it."));
    }
    return Optional.empty();
  }

  private static NovaFailure failure(String type, String message) {
    return new NovaFailure(NovaFailure.Category.RETRY, type, message);
  }

  private boolean isDeaf() {
    return !suspectedOfDeafness
        && !signs.memory().isToolPending()
        && signs.sound().speechNotUnderstood().compareTo(SPEECH) >= 0
        && lastOutput.isBefore(signs.sound().lastSpeech())
        && signs.isAgo(signs.sound().lastSpeech(), signs.settings().answerTimeout());
  }

  /**
   * Whether the caller must be told now that somebody is there; so again and again while they wait.
   *
   * @param noStream whether nobody could answer them
   */
  boolean mustHold(boolean noStream) {
    Instant now = signs.now();
    if (!(noStream || isOwed()) || !signs.memory().isAllHeard()) {
      waitingSince = null;
      return false;
    }
    if (waitingSince == null) {
      waitingSince = now;
    }
    if (!signs.isAgo(waitingSince, signs.settings().holdAfter())) {
      return false;
    }
    waitingSince = now;
    return true;
  }

  private boolean isOwed() {
    return signs.memory().isAllHeard()
        && (signs.memory().isAnswerOwed()
            || signs.memory().isInMidSpeech()
            || signs.unanswered().hasResult() && !signs.memory().isToolPending());
  }
}
