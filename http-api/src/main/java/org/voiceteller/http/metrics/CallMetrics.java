package org.voiceteller.http.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.voiceteller.core.call.Turn;
import org.voiceteller.core.guard.Judgement;
import org.voiceteller.core.tool.ToolOutcome;
import org.voiceteller.streams.nova.NovaFailure;
import org.voiceteller.streams.observe.CallObserver;
import org.voiceteller.streams.observe.MediaReport;

/** Counts and times what happens on calls. All names begin with {@code voiceteller_call}. */
public final class CallMetrics implements CallObserver {

  private final MeterRegistry registry;
  private final Timer firstAudio;
  private final Timer bargeIns;
  private final Map<AudioQueue, Timer> addedLatency = new EnumMap<>(AudioQueue.class);
  private final ConcurrentMap<String, AtomicInteger> breakers = new ConcurrentHashMap<>();

  private CallMetrics(MeterRegistry registry) {
    this.registry = registry;
    this.firstAudio =
        Timer.builder("voiceteller.call.first.audio")
            .description("From the end of the caller's words to the first sound of the answer")
            .serviceLevelObjectives(
                Duration.ofMillis(200),
                Duration.ofMillis(500),
                Duration.ofSeconds(1),
                Duration.ofSeconds(2),
                Duration.ofSeconds(5))
            .register(registry);
    this.bargeIns =
        Timer.builder("voiceteller.call.barge.in.latency")
            .description("From the model's signal that the caller spoke to silence on the leg")
            .serviceLevelObjectives(millis(1, 5, 10, 20, 40, 100, 500))
            .register(registry);
    for (AudioQueue direction : AudioQueue.values()) {
      addedLatency.put(
          direction,
          Timer.builder("voiceteller.call.added.latency")
              .description("How long sound is held on its way between the leg and the model")
              .tag("direction", lower(direction))
              .serviceLevelObjectives(millis(1, 3, 5, 10, 20, 30, 40, 60, 100, 300, 1_000))
              .register(registry));
    }
  }

  private static Duration[] millis(long... bounds) {
    return LongStream.of(bounds).mapToObj(Duration::ofMillis).toArray(Duration[]::new);
  }

  public static CallMetrics create(MeterRegistry registry) {
    return new CallMetrics(registry);
  }

  @Override
  public void mediaReported(MediaReport report) {
    part("media.loss", "Part of the packets that did not come, by direction", report.way(), "in")
        .record(report.lossIn());
    report
        .lossOut()
        .ifPresent(
            loss ->
                part(
                        "media.loss",
                        "Part of the packets that did not come, by direction",
                        report.way(),
                        "out")
                    .record(loss));
    time("media.jitter", "How unevenly the caller's packets come", report.way(), report.jitter());
    time(
        "media.buffer.delay",
        "How long the caller's sound is held back against jitter",
        report.way(),
        report.bufferDelay());
    report
        .roundTrip()
        .ifPresent(
            there ->
                time("media.round.trip", "The network's way there and back", report.way(), there));
  }

  private DistributionSummary part(String name, String description, String way, String direction) {
    return DistributionSummary.builder("voiceteller.call." + name)
        .description(description)
        .tag("way", way)
        .tag("direction", direction)
        .serviceLevelObjectives(0.001, 0.01, 0.03, 0.05, 0.1, 0.2)
        .register(registry);
  }

  private void time(String name, String description, String way, Duration time) {
    Timer.builder("voiceteller.call." + name)
        .description(description)
        .tag("way", way)
        .serviceLevelObjectives(millis(5, 10, 20, 40, 60, 80, 100, 150, 300, 1_000))
        .register(registry)
        .record(time);
  }

  @Override
  public void legJoined(boolean resumed) {
    count("legs.joined", "Callers' legs joined to calls", "resumed", Boolean.toString(resumed));
  }

  @Override
  public void legLeft(LegEnd how, Duration lasted) {
    Timer.builder("voiceteller.call.legs")
        .description("How long callers' legs lasted, and how they ended")
        .tag("end", lower(how))
        .register(registry)
        .record(lasted);
  }

  @Override
  public void turnTaken(Turn.Speaker speaker) {
    count("turns", "Turns that were said in full", "speaker", lower(speaker));
  }

  @Override
  public void turnNotRecorded() {
    count("turns.lost", "Turns whose record was given up");
  }

  @Override
  public void toolUsed(String tool, ToolOutcome.Result result, Duration took) {
    Timer.builder("voiceteller.call.tools")
        .description("From the model's wish to the persisted outcome")
        .tag("tool", tool)
        .tag("outcome", lower(result))
        .serviceLevelObjectives(millis(10, 20, 40, 80, 160, 320, 1_000, 3_000, 10_000))
        .register(registry)
        .record(took);
  }

  @Override
  public void bargedIn() {
    count("barge.ins", "Times that a caller spoke over the agent");
  }

  @Override
  public void agentCut(Judgement.Reason reason) {
    count("agent.cuts", "Utterances of the agent that were not so", "reason", lower(reason));
  }

  @Override
  public void audioDropped(AudioQueue queue, long droppedMs) {
    counter(
            "audio.dropped.ms",
            "Sound lost by a full queue, in milliseconds",
            "queue",
            lower(queue))
        .increment(droppedMs);
  }

  @Override
  public void modelFailed(NovaFailure.Category category, String type) {
    counter(
            "model.failures",
            "Failed streams to the model",
            "category",
            lower(category),
            "type",
            type)
        .increment();
  }

  @Override
  public void modelStreamReplaced() {
    count("model.streams.replaced", "Calls that went on with another stream to the model");
  }

  @Override
  public void modelStreamRenewed(RenewedAt when) {
    count(
        "model.streams.renewed",
        "Streams to the model that were renewed before their limit",
        "at",
        lower(when));
  }

  @Override
  public void callerHeld() {
    count("holds", "Times that a caller who waited in silence was told so");
  }

  @Override
  public void modelBreaker(String target, Breaker state) {
    breakers
        .computeIfAbsent(
            target,
            _ -> {
              AtomicInteger value = new AtomicInteger();
              Gauge.builder("voiceteller.call.model.breaker", value, AtomicInteger::get)
                  .description("Whether a model is called: 0 it is, 1 it is tried, 2 it is not")
                  .tag("target", target)
                  .register(registry);
              return value;
            })
        .set(
            switch (state) {
              case CLOSED -> 0;
              case HALF_OPEN -> 1;
              case OPEN -> 2;
            });
  }

  @Override
  public void modelStreamOpened(String target) {
    count("model.streams.opened", "Streams that calls went to a model for", "target", target);
  }

  @Override
  public void firstAudio(Duration waited) {
    firstAudio.record(waited);
  }

  @Override
  public void agentSounds() {
    // its first sound is what is measured
  }

  @Override
  public void soundPassed(AudioQueue direction, Duration held) {
    Timer timer = addedLatency.get(direction);
    if (timer != null) {
      timer.record(held);
    }
  }

  @Override
  public void bargeInHeeded(Duration took) {
    bargeIns.record(took);
  }

  @Override
  public void recorded(long soundMs) {
    counter("recorded.ms", "Sound that was recorded, in milliseconds").increment(soundMs);
  }

  @Override
  public void recordingDropped(long soundMs) {
    counter("recording.dropped.ms", "Sound lost by recordings that failed, in milliseconds")
        .increment(soundMs);
  }

  @Override
  public void recordingFailed(String reason) {
    count(
        "recording.failures", "Recordings that failed", "reason", reason.toLowerCase(Locale.ROOT));
  }

  private void count(String name, String description, String... tags) {
    counter(name, description, tags).increment();
  }

  private Counter counter(String name, String description, String... tags) {
    return Counter.builder("voiceteller.call." + name)
        .description(description)
        .tags(tags)
        .register(registry);
  }

  private static String lower(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
