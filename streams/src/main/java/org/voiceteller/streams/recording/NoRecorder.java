package org.voiceteller.streams.recording;

import java.time.Duration;
import java.time.Instant;
import org.apache.pekko.util.ByteString;

/** Where calls are not recorded. */
enum NoRecorder implements LegRecorder {
  INSTANCE;

  @Override
  public void consent(boolean given) {}

  @Override
  public void secretAwaited(String kind) {}

  @Override
  public void secretSettled() {}

  @Override
  public void callerSounds(ByteString pcm) {}

  @Override
  public void agentSpeaks() {}

  @Override
  public void agentSounds(String turnId, Instant heardFrom, ByteString pcm) {}

  @Override
  public void agentCut(String turnId, long heardMs) {}

  @Override
  public void earMoved(Duration by) {}

  @Override
  public void callerSaid(boolean secret) {}

  @Override
  public void agentSaidSecret(String turnId) {}

  @Override
  public void end(boolean allHeard, String reason) {}
}
