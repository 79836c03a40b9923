package org.voiceteller.streams.call;

import java.time.InstantSource;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.apache.pekko.NotUsed;
import org.apache.pekko.stream.javadsl.Flow;
import org.jspecify.annotations.Nullable;
import org.voiceteller.core.call.CallDesk;
import org.voiceteller.streams.nova.EndpointingSensitivity;
import org.voiceteller.streams.nova.Nova;
import org.voiceteller.streams.nova.NovaSettings;
import org.voiceteller.streams.observe.CallObserver;
import org.voiceteller.streams.recording.LegRecorder;
import org.voiceteller.streams.recording.Recordings;

/**
 * Makes the conversations of calls: a leg on one side, the model and the desk on the other. One per
 * process.
 *
 * @param nova where streams to the model come from
 * @param novaSettings how the model shall speak, and how much of the caller's sound may wait
 * @param clock reckons what of the agent's sound the caller has heard
 * @param staffIsThere whether somebody of the bank is there to take calls over
 */
public record CallPipeline(
    CallSettings settings,
    Nova nova,
    NovaSettings novaSettings,
    CallDesk desk,
    CallRoster roster,
    CallObserver observer,
    InstantSource clock,
    Supplier<String> turnIds,
    Recordings recordings,
    BooleanSupplier staffIsThere) {

  /** Without recordings, and with nobody to take calls over. */
  public static CallPipeline create(
      CallSettings settings,
      Nova nova,
      NovaSettings novaSettings,
      CallDesk desk,
      CallRoster roster,
      CallObserver observer,
      InstantSource clock) {
    return new CallPipeline(
        settings,
        nova,
        novaSettings,
        desk,
        roster,
        observer,
        clock,
        () -> UUID.randomUUID().toString(),
        Recordings.none(),
        () -> false);
  }

  /** The same with the recordings of its calls, and with those who may take calls over. */
  public CallPipeline with(Recordings recordings, BooleanSupplier staffIsThere) {
    return new CallPipeline(
        settings,
        nova,
        novaSettings,
        desk,
        roster,
        observer,
        clock,
        turnIds,
        recordings,
        staffIsThere);
  }

  /**
   * The conversation of one leg, from its being joined to its end; materialize it once.
   *
   * <p>Upstream ending without {@link CallerFrame.HungUp} means that the leg broke: the desk hears
   * of a lost leg and the call waits. After {@link AgentFrame.CallEnded} the flow completes.
   *
   * @param resumed whether the caller comes back to a call (the agent greets otherwise)
   * @param signals the listener that was given to the desk for this leg
   * @param endpointing how soon a pause ends this caller's turn; null for as it is set
   */
  public Flow<CallerFrame, AgentFrame, NotUsed> flow(
      CallDesk.Opened call,
      boolean resumed,
      LegSignals signals,
      @Nullable EndpointingSensitivity endpointing) {
    CallObserver own = observer.ofCall(call.callId());
    CallWatch watch = new CallWatch(own, clock, CallLog.of(call.callId(), clock));
    LegRecorder recorder = recordings.of(call, desk, clock, own);
    return Flow.of(CallerFrame.class)
        .map(watch::heard)
        .via(
            Flow.fromGraph(
                new CallStage(
                    watched(own, watch),
                    call,
                    resumed,
                    signals,
                    endpointing == null ? novaSettings.manner().sensitivity() : endpointing,
                    recorder)))
        .map(watch::told);
  }

  private CallPipeline watched(CallObserver own, CallWatch watch) {
    return new CallPipeline(
        settings,
        new WatchedNova(nova, watch),
        novaSettings,
        desk,
        roster,
        own,
        clock,
        turnIds,
        recordings,
        staffIsThere);
  }
}
