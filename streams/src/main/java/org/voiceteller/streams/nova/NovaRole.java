package org.voiceteller.streams.nova;

/** Who a content is from. */
public enum NovaRole {
  SYSTEM,
  USER,
  ASSISTANT,
  TOOL
}
