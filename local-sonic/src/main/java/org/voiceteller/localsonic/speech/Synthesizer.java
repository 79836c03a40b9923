package org.voiceteller.localsonic.speech;

/** Turns one sentence into sound. Blocks for up to some hundred milliseconds: call it on a pool. */
public interface Synthesizer {

  /** The sentence as PCM s16, mono, 24 kHz. */
  short[] synthesize(String sentence);
}
