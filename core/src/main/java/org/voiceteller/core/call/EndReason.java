package org.voiceteller.core.call;

/** Why a call ended. */
public enum EndReason {
  CALLER_HUNG_UP,
  IDLE_TIMEOUT,
  AGENT_ENDED,
  TRANSFERRED,
  SERVER_DRAINING,
  FAILED
}
