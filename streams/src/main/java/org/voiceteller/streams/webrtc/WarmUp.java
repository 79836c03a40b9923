package org.voiceteller.streams.webrtc;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.voiceteller.streams.rtp.RtpSender;
import org.voiceteller.streams.sound.OpusEncoding;
import org.voiceteller.streams.sound.SpeechCodec;
import org.voiceteller.streams.sound.SpeechDecoder;
import org.voiceteller.streams.sound.SpeechEncoder;
import org.voiceteller.streams.srtp.SrtpOpener;
import org.voiceteller.streams.srtp.SrtpProfile;
import org.voiceteller.streams.srtp.SrtpSealer;
import org.voiceteller.streams.webrtc.dtls.AgreedKeys;
import org.voiceteller.streams.webrtc.dtls.DtlsCaller;
import org.voiceteller.streams.webrtc.dtls.DtlsSession;
import org.voiceteller.streams.webrtc.dtls.Handshakes;

/**
 * A call with ourselves in memory: the first handshake of a process takes seconds, and nobody
 * should wait for it. Each profile's handshake, some sealed packets, a second of sound.
 */
final class WarmUp {

  private static final Logger LOG = LoggerFactory.getLogger(WarmUp.class);
  private static final int FRAMES = 50;

  private WarmUp() {}

  /** Waits until it is done; nothing that fails matters to anybody. */
  static void run(Handshakes handshakes) {
    long began = System.nanoTime();
    try {
      for (SrtpProfile profile : SrtpProfile.values()) {
        sound(shakeHands(handshakes, profile));
      }
      LOG.info(
          "WebRTC is warm after {} ms", Duration.ofNanos(System.nanoTime() - began).toMillis());
    } catch (IOException | RuntimeException e) {
      LOG.warn("Warming WebRTC up failed; the first calls will be slow", e);
    }
  }

  private static AgreedKeys shakeHands(Handshakes handshakes, SrtpProfile profile)
      throws IOException {
    AtomicReference<@Nullable DtlsSession> answering = new AtomicReference<>();
    DtlsCaller caller =
        new DtlsCaller(datagram -> Objects.requireNonNull(answering.get()).arrived(datagram));
    DtlsSession server =
        new DtlsSession(handshakes, List.of(caller.fingerprint()), caller::arrived);
    answering.set(server);
    caller.shakeHands(handshakes.identity().fingerprint(), List.of(profile));
    try {
      return server.keys().toCompletableFuture().join();
    } catch (CompletionException e) {
      throw new IOException("The handshake with ourselves failed", e);
    } finally {
      server.close();
    }
  }

  private static void sound(AgreedKeys keys) {
    SpeechEncoder encoder = SpeechCodec.OPUS.encoder();
    SpeechDecoder decoder = SpeechCodec.OPUS.decoder();
    SrtpSealer sealer = new SrtpSealer(keys.profile(), keys.theirs());
    SrtpOpener opener = new SrtpOpener(keys.profile(), keys.theirs());
    RtpSender sender = new RtpSender(1, 111, 1, 1);
    short[] hum = new short[OpusEncoding.FRAME];
    for (int i = 0; i < FRAMES; i++) {
      for (int j = 0; j < hum.length; j++) {
        hum[j] = (short) (8_000 * Math.sin(0.05 * (i * hum.length + j)));
      }
      byte[] payload = encoder.encode(hum);
      byte[] sealed = sealer.seal(sender.next(payload, 960).toBytes());
      byte[] _ = opener.open(sealed, 0, sealed.length).orElseThrow();
      decoder.decode(payload);
    }
  }
}
