package org.voiceteller.siptrunk.media;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.DatagramChannel;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.voiceteller.siptrunk.sdp.Agreement;
import org.voiceteller.streams.sound.ComfortNoise;
import org.voiceteller.streams.sound.LevelNormalizer;
import org.voiceteller.streams.sound.Pcm;
import org.voiceteller.streams.sound.ToneSilencer;

/**
 * The sound of one call. Its public methods may be called by any thread and wait for nothing: each
 * is an errand for the loop that carries this leg, done in the order in which they came.
 */
public final class MediaLeg {

  private static final Logger LOG = LoggerFactory.getLogger(MediaLeg.class);
  private static final int BANK_SAMPLE_RATE_HZ = 16_000;
  private static final int FRAME = BANK_SAMPLE_RATE_HZ / 50;
  private static final int TICKS_PER_POSITION = 10;
  private static final int TICKS_PER_COUNT = 50;

  /** Who hears of the sound; called on the loop's thread, must not wait. */
  public interface Listener {

    /**
     * @param pcm s16le, mono, 16 kHz; 20 ms, a little more or less while tones are taken out
     */
    void heard(byte[] pcm);

    /** Keys that were pressed; they may be a secret's. */
    void pressed(String keys);

    /** So much of a turn has gone out. */
    void played(String turnId, long playedMs);
  }

  private final MediaLoop loop;
  private final MediaSettings settings;
  private final MediaCounts counts;
  private final DatagramChannel rtp;
  private final DatagramChannel rtcp;
  private final Listener listener;
  private final int port;
  private final MediaLoop.Rider rider = new Served();

  // of the loop's thread alone
  private final Playout playout;
  private final ToneSilencer tones = new ToneSilencer(BANK_SAMPLE_RATE_HZ);
  private final LevelNormalizer level = new LevelNormalizer(BANK_SAMPLE_RATE_HZ);
  private final ComfortNoise noise;
  private @Nullable RtpStream stream;
  private @Nullable MediaLeg partner;
  private @Nullable Passage toPartner;
  private boolean boarded;
  private boolean listening;
  private boolean playing;
  private boolean interrupted;
  private boolean left;
  private long ticks;
  private long overflowCounted;

  private volatile long lastPacketNanos = System.nanoTime();
  private volatile boolean mayBeQuiet = true;
  private volatile boolean silent = true;

  MediaLeg(
      MediaLoop loop,
      MediaSettings settings,
      MediaCounts counts,
      DatagramChannel rtp,
      DatagramChannel rtcp,
      Listener listener)
      throws IOException {
    this.loop = loop;
    this.settings = settings;
    this.counts = counts;
    this.rtp = rtp;
    this.rtcp = rtcp;
    this.listener = listener;
    this.port = ((InetSocketAddress) rtp.getLocalAddress()).getPort();
    this.playout = new Playout(settings.playoutQueue().toMillis());
    this.noise = new ComfortNoise(port);
  }

  /** Where the caller's sound is awaited. */
  public int port() {
    return port;
  }

  /** From now on sound flows as is agreed; a second time changes what has changed. */
  public void connect(Agreement agreement) {
    lastPacketNanos = System.nanoTime();
    mayBeQuiet = !agreement.direction().receives();
    loop.run(() -> board(agreement));
  }

  /** The call is being answered: from now on the caller is heard. */
  public void listen() {
    loop.run(() -> listening = true);
  }

  /** The answer has arrived: the agent is heard. */
  public void play() {
    lastPacketNanos = System.nanoTime();
    loop.run(() -> playing = true);
  }

  public void begin(String turnId) {
    silent = false;
    loop.runAtTick(() -> playout.begin(turnId));
  }

  /**
   * @param pcm s16le, mono, 24 kHz, of the turn that began last
   */
  public void hear(byte[] pcm) {
    loop.runAtTick(() -> playout.hear(Pcm.samples(pcm)));
  }

  public void end(String turnId) {
    loop.runAtTick(() -> playout.end(turnId));
  }

  /** The caller spoke: nothing more of this turn is heard. */
  public void clear(String turnId) {
    loop.run(() -> playout.clear(turnId));
  }

  /** The bank cannot be heard for a while: noise instead, and what was queued is forgotten. */
  public void interrupt() {
    loop.run(
        () -> {
          interrupted = true;
          playout.clearAll();
        });
  }

  public void resume() {
    loop.run(() -> interrupted = false);
  }

  /** Whether keys are awaited that nobody else may hear. */
  public void collectKeys(boolean isCollecting) {
    loop.run(() -> tones.collect(isCollecting));
  }

  /** Whether all that came to be played was played. */
  public boolean isSilent() {
    return silent;
  }

  /** How long nothing has come; zero while nothing needs to. */
  public long quietMs() {
    return mayBeQuiet ? 0 : TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - lastPacketNanos);
  }

  /**
   * From now on the two hear each other, keys too, and nobody else hears them. Both are on one
   * loop: the other was opened beside this one.
   */
  public void join(MediaLeg other) {
    loop.run(
        () -> {
          pairWith(other);
          other.pairWith(this);
        });
  }

  private void pairWith(MediaLeg other) {
    partner = other;
    toPartner = new Passage();
    playout.clearAll();
    listening = true;
    playing = true;
  }

  MediaLoop loop() {
    return loop;
  }

  public void close() {
    loop.run(this::leave);
  }

  private void board(Agreement agreement) {
    if (left) {
      return;
    }
    if (stream == null) {
      stream = new RtpStream(agreement, settings.symmetricRtp(), counts, rtp, rtcp);
    } else {
      stream.change(agreement);
    }
    if (!boarded) {
      boarded = true;
      try {
        loop.board(rider, List.of(rtp, rtcp));
      } catch (IOException closed) {
        LOG.warn("The ports of a call are gone.");
      }
    }
  }

  private void leave() {
    left = true;
    loop.leave(rider);
    if (stream != null) {
      stream.close();
    }
    countDelay();
    try {
      rtp.close();
      rtcp.close();
    } catch (IOException e) {
      LOG.debug("A port could not be closed.", e);
    }
  }

  private final class Served implements MediaLoop.Rider {

    @Override
    public void readable(DatagramChannel channel) {
      if (stream == null) {
        return;
      }
      if (channel == rtcp) {
        stream.readReports();
        return;
      }
      String keys = stream.readPackets();
      if (stream.hasHeard()) {
        lastPacketNanos = System.nanoTime();
      }
      if (!keys.isEmpty() && listening) {
        counts.keys.add(keys.length());
        pressed(keys);
      }
    }

    @Override
    public void tick(long nowNanos) {
      if (stream == null || left) {
        return;
      }
      ticks++;
      listen(stream, nowNanos);
      if (playing) {
        speak(stream, nowNanos);
      }
      if (ticks % TICKS_PER_COUNT == 0) {
        countDelay();
      }
    }
  }

  private void pressed(String keys) {
    if (partner == null) {
      listener.pressed(keys);
    } else if (partner.stream != null) {
      partner.stream.press(keys);
    }
  }

  /** The caller's next 20 ms; while they hold the call the agent hears silence. */
  private void listen(RtpStream from, long nowNanos) {
    short[] pcm = from.next(nowNanos);
    if (!from.agreement().direction().receives()) {
      pcm = new short[FRAME];
    }
    if (toPartner != null) {
      toPartner.put(pcm);
      return;
    }
    ToneSilencer.Silenced silenced = tones.next(pcm);
    if (!listening) {
      return;
    }
    if (!silenced.keys().isEmpty() && from.agreement().events().isEmpty()) {
      counts.keys.add(silenced.keys().length());
      listener.pressed(silenced.keys());
    }
    if (silenced.pcm().length > 0) {
      listener.heard(Pcm.bytes(level.normalize(silenced.pcm())));
    }
  }

  private void speak(RtpStream to, long nowNanos) {
    if (!to.agreement().direction().sends()) {
      to.pause();
      return;
    }
    Playout.Played next = interrupted ? null : playout.next();
    if (partner != null && partner.toPartner != null) {
      short[] theirs = partner.toPartner.next();
      to.send(theirs == null ? noise.next(Playout.FRAME) : theirs);
    } else if (next == null) {
      to.send(settings.comfortNoise() || interrupted ? noise.next(Playout.FRAME) : SILENCE);
      silent = playout.isEmpty();
    } else {
      to.send(next.frame());
      if (next.turnEnded() || ticks % TICKS_PER_POSITION == 0) {
        listener.played(next.turnId(), next.playedMs());
      }
      silent = next.turnEnded() && playout.isEmpty();
    }
    to.reportWhenDue(nowNanos);
  }

  private static final short[] SILENCE = new short[Playout.FRAME];

  private void countDelay() {
    if (stream != null) {
      stream.count();
    }
    counts.overflowMs.add(playout.droppedMs() - overflowCounted);
    overflowCounted = playout.droppedMs();
  }
}
