package org.voiceteller.streams.nova;

/** How soon a pause ends the caller's turn. */
public enum EndpointingSensitivity {
  /** After about 1.5 s. */
  HIGH,
  /** After about 1.75 s. */
  MEDIUM,
  /** After about 2 s. */
  LOW
}
