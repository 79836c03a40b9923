package org.voiceteller.streams.call;

import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.voiceteller.core.guard.Judgement;

/** What follows on a leg when its agent was cut: a report to the desk, and a cue to the model. */
final class Corrections implements AgentGuard.Host {

  private static final Logger LOG = LoggerFactory.getLogger(Corrections.class);

  private final String callId;
  private final String legId;
  private final CallPipeline pipeline;
  private final Consumer<String> cues;

  Corrections(String callId, String legId, CallPipeline pipeline, Consumer<String> cues) {
    this.callId = callId;
    this.legId = legId;
    this.pipeline = pipeline;
    this.cues = cues;
  }

  @Override
  public void cut(Judgement.Reason reason) {
    LOG.warn("Call {}: the agent was cut ({}).", callId, reason);
    pipeline.observer().agentCut(reason);
    pipeline
        .desk()
        .reportCut(callId, legId, reason)
        .whenComplete(
            (_, thrown) -> {
              if (thrown != null) {
                LOG.error("Call {}: a cut ({}) was not reported.", callId, reason, thrown);
              }
            });
  }

  @Override
  public void correct(String correction) {
    cues.accept(Cue.correct(correction));
  }
}
