package org.voiceteller.core.numbering;

import java.time.Instant;

/** What has happened to the count of one kind on one day. */
public sealed interface NumberingEvent {

  Instant at();

  /** A request was given its number. */
  record Numbered(String requestId, int number, Instant at) implements NumberingEvent {}
}
