package org.voiceteller.streams.nova;

/** How a conversation with the model ended. */
public sealed interface NovaEnd {

  /** We ended the session, and the service completed what it had begun. */
  record Completed() implements NovaEnd {}

  /** We let go of the stream before its end; the service was told by a reset. */
  record Cancelled() implements NovaEnd {}

  /** An error, or an end that nobody asked for. */
  record Failed(NovaFailure failure) implements NovaEnd {}
}
