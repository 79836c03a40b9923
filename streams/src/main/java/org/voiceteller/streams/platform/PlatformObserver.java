package org.voiceteller.streams.platform;

/** Counts what a platform's socket cannot answer. Thread-safe; never blocks, never throws. */
@FunctionalInterface
public interface PlatformObserver {

  /** A message was not understood and dropped; its call goes on. */
  void messageDropped(String channel);
}
