package org.voiceteller.siptrunk.media;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.DatagramChannel;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/** The loops and the ports of all calls. Thread-safe. */
public final class Media implements AutoCloseable {

  private static final int RECEIVE_BUFFER_BYTES = 64 * 1024;

  private final MediaSettings settings;
  private final InetAddress host;
  private final List<MediaLoop> loops;
  private final AtomicInteger nextPair = new AtomicInteger();
  private final MediaCounts counts = new MediaCounts();

  public Media(MediaSettings settings, InetAddress host) {
    this.settings = settings;
    this.host = host;
    this.loops =
        IntStream.rangeClosed(1, settings.threads())
            .mapToObj(n -> new MediaLoop("sound-" + n))
            .toList();
  }

  /**
   * Takes a free pair of ports for a call.
   *
   * @throws IOException when there is none
   */
  public MediaLeg open(MediaLeg.Listener listener) throws IOException {
    return open(
        loops.stream().min(Comparator.comparingInt(MediaLoop::load)).orElseThrow(), listener);
  }

  /**
   * The same for a second leg that is to be {@link MediaLeg#join joined} with this one.
   *
   * @throws IOException when there is none
   */
  public MediaLeg openBeside(MediaLeg leg, MediaLeg.Listener listener) throws IOException {
    return open(leg.loop(), listener);
  }

  private MediaLeg open(MediaLoop loop, MediaLeg.Listener listener) throws IOException {
    int least = settings.leastPort() + (settings.leastPort() & 1);
    int pairs = (settings.mostPort() - least + 1) / 2;
    IOException last = new IOException("no ports");
    for (int tries = 0; tries < pairs; tries++) {
      int port = least + 2 * Math.floorMod(nextPair.getAndIncrement(), pairs);
      DatagramChannel rtp = null;
      try {
        rtp = bound(port);
        DatagramChannel rtcp = bound(port + 1);
        return new MediaLeg(loop, settings, counts, rtp, rtcp, listener);
      } catch (IOException taken) {
        last = taken;
        if (rtp != null) {
          rtp.close();
        }
      }
    }
    throw new IOException("Every port for sound is taken.", last);
  }

  private DatagramChannel bound(int port) throws IOException {
    DatagramChannel channel = DatagramChannel.open();
    try {
      channel.configureBlocking(false);
      channel.setOption(java.net.StandardSocketOptions.SO_RCVBUF, RECEIVE_BUFFER_BYTES);
      channel.bind(new InetSocketAddress(host, port));
      return channel;
    } catch (IOException taken) {
      channel.close();
      throw taken;
    }
  }

  public MediaCounts counts() {
    return counts;
  }

  public long skippedTicks() {
    return loops.stream().mapToLong(MediaLoop::skippedTicks).sum();
  }

  @Override
  public void close() {
    loops.forEach(MediaLoop::close);
  }
}
