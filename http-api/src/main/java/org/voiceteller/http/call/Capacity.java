package org.voiceteller.http.call;

/**
 * How many calls one server takes at once.
 *
 * @param calls in progress, when a new one may still begin
 * @param reserve lines beyond these for callers who come back to their call
 */
public record Capacity(int calls, int reserve) {

  public Capacity {
    if (calls < 1 || reserve < 0) {
      throw new IllegalArgumentException(
          "Expected 1 call or more and no less than no reserve: " + calls + ", " + reserve);
    }
  }

  /**
   * What was measured, as far as the model goes along: each call needs a stream, a renewed call a
   * second one for a moment, and so does the health probe.
   *
   * @param modelStreams that this process may have open at once
   * @param spareStreams of them, for renewals and probes
   */
  public static Capacity of(Capacity measured, int modelStreams, int spareStreams) {
    int streams = Math.max(1, modelStreams - spareStreams);
    int reserve = Math.min(measured.reserve(), streams - 1);
    return new Capacity(Math.min(measured.calls(), streams - reserve), reserve);
  }

  /** The same within so many lines in all. */
  public Capacity within(int lines) {
    return of(this, lines, 0);
  }
}
