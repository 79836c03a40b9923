package org.voiceteller.actors.call;

import io.opentelemetry.api.trace.Tracer;
import java.time.Duration;
import java.time.InstantSource;
import org.apache.pekko.actor.typed.BackoffSupervisorStrategy;
import org.voiceteller.actors.tool.ToolRunner;
import org.voiceteller.core.call.CallRules;
import org.voiceteller.core.call.ToolRules;

/**
 * What a {@link CallSession} works with.
 *
 * @param legSilence a leg that has not been heard of for so long is lost
 */
public record SessionSetup(
    CallRules callRules,
    ToolRules toolRules,
    ToolRunner tools,
    Proofs proofs,
    Duration legSilence,
    InstantSource clock,
    BackoffSupervisorStrategy onPersistFailure,
    Tracer tracer) {}
