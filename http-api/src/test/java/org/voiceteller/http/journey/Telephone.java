package org.voiceteller.http.journey;

/** What a customer speaks into and keys on, whichever way it reaches the bank. */
abstract class Telephone implements AutoCloseable {

  /** As in the call's origin. */
  abstract String channel();

  /** How often it takes 20 ms of sound. */
  abstract long frameEveryMs();

  /** 20 ms of the caller's sound, PCM, 8 kHz. */
  abstract void hears(short[] pcm);

  abstract void press(String key);

  abstract void hangUp() throws Exception;

  @Override
  public abstract void close();
}
