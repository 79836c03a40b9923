package org.voiceteller.streams.call;

import java.time.InstantSource;
import org.apache.pekko.NotUsed;
import org.apache.pekko.stream.javadsl.Flow;
import org.voiceteller.core.call.CallDesk;
import org.voiceteller.streams.nova.Nova;
import org.voiceteller.streams.nova.NovaSettings;
import org.voiceteller.streams.observe.CallObserver;

/** Makes the conversation of a call: its leg on one side, the model and the desk on the other. */
public final class CallPipeline {

  private final CallSettings settings;
  private final Nova nova;
  private final NovaSettings.Manner manner;
  private final CallDesk desk;
  private final CallRoster roster;
  private final CallObserver observer;
  private final InstantSource clock;

  public static CallPipeline create(
      CallSettings settings,
      Nova nova,
      NovaSettings.Manner manner,
      CallDesk desk,
      CallRoster roster,
      CallObserver observer,
      InstantSource clock) {
    return new CallPipeline(settings, nova, manner, desk, roster, observer, clock);
  }

  private CallPipeline(
      CallSettings settings,
      Nova nova,
      NovaSettings.Manner manner,
      CallDesk desk,
      CallRoster roster,
      CallObserver observer,
      InstantSource clock) {
    this.settings = settings;
    this.nova = nova;
    this.manner = manner;
    this.desk = desk;
    this.roster = roster;
    this.observer = observer;
    this.clock = clock;
  }

  /**
   * The conversation of one leg, from its being joined to its end; materialize it once.
   *
   * @param resumed whether the caller comes back to a call (the agent greets otherwise)
   * @param signals the listener that was given to the desk for this leg
   */
  public Flow<CallerFrame, AgentFrame, NotUsed> flow(
      CallDesk.Opened call, boolean resumed, LegSignals signals) {
    throw new UnsupportedOperationException(
        "not built yet: " + settings + nova + manner + desk + roster + observer + clock);
  }
}
