package org.voiceteller.streams.observe;

import java.time.Duration;
import org.voiceteller.core.call.Turn;
import org.voiceteller.core.guard.Judgement;
import org.voiceteller.core.tool.ToolOutcome;
import org.voiceteller.streams.nova.NovaFailure;

/** Counts nothing. */
enum NoObserver implements CallObserver {
  INSTANCE;

  @Override
  public void legJoined(boolean resumed) {}

  @Override
  public void legLeft(LegEnd how, Duration lasted) {}

  @Override
  public void turnTaken(Turn.Speaker speaker) {}

  @Override
  public void turnNotRecorded() {}

  @Override
  public void toolUsed(String tool, ToolOutcome.Result result, Duration took) {}

  @Override
  public void bargedIn() {}

  @Override
  public void agentCut(Judgement.Reason reason) {}

  @Override
  public void audioDropped(AudioQueue queue, long droppedMs) {}

  @Override
  public void modelFailed(NovaFailure.Category category, String type) {}

  @Override
  public void modelStreamReplaced() {}

  @Override
  public void modelStreamRenewed(RenewedAt when) {}

  @Override
  public void callerHeld() {}

  @Override
  public void modelBreaker(String target, Breaker state) {}

  @Override
  public void modelStreamOpened(String target) {}

  @Override
  public void firstAudio(Duration waited) {}

  @Override
  public void agentSounds() {}

  @Override
  public void soundPassed(AudioQueue direction, Duration held) {}

  @Override
  public void bargeInHeeded(Duration took) {}

  @Override
  public void recorded(long soundMs) {}

  @Override
  public void recordingDropped(long soundMs) {}

  @Override
  public void recordingFailed(String reason) {}
}
