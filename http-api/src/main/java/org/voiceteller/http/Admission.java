package org.voiceteller.http;

import java.util.OptionalInt;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.voiceteller.http.call.Capacity;
import org.voiceteller.http.call.Lines;
import org.voiceteller.http.cluster.VoiceNodes;

/**
 * How many calls a node takes: as many as were measured, as the model's streams of this process
 * allow, and as is its part of what the whole bank may have.
 */
final class Admission {

  private static final Logger LOG = LoggerFactory.getLogger(Admission.class);

  private Admission() {}

  static Lines lines(NodeSettings settings, VoiceNodes nodes) {
    Capacity own = own(settings);
    OptionalInt all = settings.cluster().maxCalls();
    return all.isEmpty()
        ? Lines.create(own)
        : Lines.create(() -> own.within(nodes.shareOf(all.getAsInt())));
  }

  private static Capacity own(NodeSettings settings) {
    Capacity measured = settings.door().capacity();
    int streams = settings.nova().maxConcurrency();
    Capacity capacity = Capacity.of(measured, streams, settings.door().spareModelStreams());
    if (capacity.calls() < measured.calls()) {
      LOG.info(
          "Takes {} calls at once, not {}: voice-teller.nova.max-concurrency is {}",
          capacity.calls(),
          measured.calls(),
          streams);
    }
    return capacity;
  }
}
