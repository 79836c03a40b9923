package org.voiceteller.core.call;

import java.util.Arrays;

/** Sound, s16le, mono. Whose and at which rate, whoever tells it says. */
public record Pcm(byte[] bytes) {

  @Override
  public boolean equals(Object other) {
    return other instanceof Pcm(var theirs) && Arrays.equals(bytes, theirs);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  /** The sound itself is nothing for a log. */
  @Override
  public String toString() {
    return "Pcm[" + bytes.length + " bytes]";
  }
}
