package org.voiceteller.streams;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.voiceteller.core.call.Turn;
import org.voiceteller.core.guard.Judgement;
import org.voiceteller.core.tool.ToolOutcome;
import org.voiceteller.streams.nova.NovaFailure;
import org.voiceteller.streams.observe.CallObserver;

/** Writes down what it is told, one line each. */
public final class CountingObserver implements CallObserver {

  public final List<String> seen = new CopyOnWriteArrayList<>();
  public final List<String> passed = new CopyOnWriteArrayList<>();
  public final AtomicInteger sounds = new AtomicInteger();

  @Override
  public void legJoined(boolean resumed) {
    seen.add(resumed ? "resumed" : "joined");
  }

  @Override
  public void legLeft(LegEnd how, Duration lasted) {
    seen.add("left " + how);
  }

  @Override
  public void turnTaken(Turn.Speaker speaker) {
    seen.add("turn " + speaker);
  }

  @Override
  public void turnNotRecorded() {
    seen.add("turn not recorded");
  }

  @Override
  public void toolUsed(String tool, ToolOutcome.Result result, Duration took) {
    seen.add("%s %s after %d ms".formatted(tool, result, took.toMillis()));
  }

  @Override
  public void bargedIn() {
    seen.add("barge-in");
  }

  @Override
  public void agentCut(Judgement.Reason reason) {
    seen.add("cut " + reason);
  }

  @Override
  public void audioDropped(AudioQueue queue, long droppedMs) {
    seen.add("dropped " + queue);
  }

  @Override
  public void modelFailed(NovaFailure.Category category, String type) {
    seen.add("model failed " + category + " " + type);
  }

  @Override
  public void modelStreamReplaced() {
    seen.add("model stream replaced");
  }

  @Override
  public void modelStreamRenewed(RenewedAt when) {
    seen.add("model stream renewed " + when);
  }

  @Override
  public void callerHeld() {
    seen.add("caller held");
  }

  @Override
  public void modelBreaker(String target, Breaker state) {
    seen.add("breaker of " + target + " " + state);
  }

  @Override
  public void modelStreamOpened(String target) {
    seen.add("stream to " + target);
  }

  @Override
  public void firstAudio(Duration waited) {
    seen.add("first audio after %d ms".formatted(waited.toMillis()));
  }

  @Override
  public void agentSounds() {
    sounds.incrementAndGet();
  }

  @Override
  public void soundPassed(AudioQueue direction, Duration held) {
    passed.add("%s held for %d ms".formatted(direction, held.toMillis()));
  }

  @Override
  public void bargeInHeeded(Duration took) {
    passed.add("barge-in heeded after %d ms".formatted(took.toMillis()));
  }

  @Override
  public void recorded(long soundMs) {
    passed.add("recorded %d ms".formatted(soundMs));
  }

  @Override
  public void recordingDropped(long soundMs) {
    seen.add("recording dropped %d ms".formatted(soundMs));
  }

  @Override
  public void recordingFailed(String reason) {
    seen.add("recording failed " + reason);
  }
}
