package org.voiceteller.loadtests.ways;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.DatagramChannel;
import java.security.SecureRandom;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.voiceteller.loadtests.echo.EchoLeg;
import org.voiceteller.streams.rtp.RtpPacket;
import org.voiceteller.streams.rtp.RtpSender;
import org.voiceteller.streams.sound.Pcm;
import org.voiceteller.streams.sound.SpeechCodec;
import org.voiceteller.streams.sound.SpeechDecoder;
import org.voiceteller.streams.srtp.SrtpOpener;
import org.voiceteller.streams.srtp.SrtpProfile;
import org.voiceteller.streams.srtp.SrtpSealer;
import org.voiceteller.streams.webrtc.Datagrams;
import org.voiceteller.streams.webrtc.dtls.AgreedKeys;
import org.voiceteller.streams.webrtc.dtls.DtlsCaller;
import org.voiceteller.streams.webrtc.ice.Checks;
import org.voiceteller.streams.webrtc.ice.IceCredentials;
import org.voiceteller.streams.webrtc.sdp.CallersSide;
import org.voiceteller.streams.webrtc.sdp.Fingerprint;
import org.voiceteller.streams.webrtc.sdp.SdpException;

/**
 * A browser as far as the wire goes: an offer by POST, ICE checks, DTLS, Opus in SRTP. Open when
 * the first of the agent's sound has come.
 */
final class WebRtcLeg implements EchoLeg {

  private static final int OPUS = 111;
  private static final int UNITS = 960;

  /** A browser asks for the bank's consent each 5 s (RFC 7675). */
  private static final int FRAMES_BETWEEN_CHECKS = 250;

  private final WebRtcCallers callers;
  private final boolean isHeard;
  private final Echoes echoes;
  private final IceCredentials credentials = IceCredentials.random(new SecureRandom());
  private final DtlsCaller dtls = new DtlsCaller(this::toNetwork);
  private final SpeechDecoder decoder = SpeechCodec.OPUS.decoder();
  private final RtpSender sender = new RtpSender(credentials.hashCode(), OPUS, 1, UNITS);
  private final CompletableFuture<Void> answered = new CompletableFuture<>();
  private final CompletableFuture<Void> opened = new CompletableFuture<>();
  private volatile @Nullable DatagramChannel socket;
  private volatile @Nullable SrtpSealer sealer;
  private volatile @Nullable SrtpOpener opener;
  private volatile IceCredentials bankCredentials = credentials;
  private volatile @Nullable Runnable hangingUp;
  private final CompletableFuture<Void> ended = new CompletableFuture<>();
  private int frames;

  WebRtcLeg(WebRtcCallers callers, boolean isHeard, Echoes echoes) {
    this.callers = callers;
    this.isHeard = isHeard;
    this.echoes = echoes;
  }

  void call(HttpClient client, URI bank) {
    var _ =
        client
            .sendAsync(
                HttpRequest.newBuilder(bank.resolve("/v1/calls/webrtc"))
                    .header("Content-Type", "application/sdp")
                    .POST(
                        HttpRequest.BodyPublishers.ofString(
                            CallersSide.offer(credentials, dtls.fingerprint())))
                    .build(),
                HttpResponse.BodyHandlers.ofString())
            .thenAccept(
                answer -> {
                  if (answer.statusCode() != 201) {
                    throw new IllegalStateException(
                        "The bank answers " + answer.statusCode() + ": " + answer.body());
                  }
                  URI call = bank.resolve(answer.headers().firstValue("Location").orElseThrow());
                  hangingUp = () -> hangUp(client, call);
                  connect(answer.body());
                })
            .exceptionally(
                failure -> {
                  opened.completeExceptionally(failure);
                  return null;
                });
  }

  private void connect(String text) {
    CallersSide.Answered answer;
    try {
      answer = CallersSide.Answered.read(text);
    } catch (SdpException e) {
      throw new IllegalStateException("The bank's answer is of no use: " + text, e);
    }
    bankCredentials = answer.credentials();
    socket = callers.socket(answer.address(), this);
    check();
    var _ =
        answered.thenRun(() -> Thread.ofVirtual().start(() -> shakeHands(answer.fingerprint())));
  }

  private void check() {
    toNetwork(Checks.nominating(bankCredentials, credentials));
  }

  private void shakeHands(Fingerprint bank) {
    try {
      AgreedKeys keys = dtls.shakeHands(bank, List.of(SrtpProfile.AEAD_AES_128_GCM));
      opener = new SrtpOpener(keys.profile(), keys.ours()); // "ours" are the bank's
      sealer = new SrtpSealer(keys.profile(), keys.theirs());
    } catch (IOException e) {
      opened.completeExceptionally(e);
    }
  }

  private void toNetwork(byte[] datagram) {
    DatagramChannel open = socket;
    try {
      if (open != null) {
        open.write(ByteBuffer.wrap(datagram));
      }
    } catch (ClosedChannelException over) {
      // what is still to be said is of no use any more
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void arrived(byte[] datagram) {
    switch (Datagrams.of(datagram)) {
      case STUN -> answered.complete(null);
      case DTLS -> dtls.arrived(datagram);
      case SOUND -> soundArrived(datagram);
      case OTHER -> {
        // the bank sends nothing else
      }
    }
  }

  private void soundArrived(byte[] datagram) {
    SrtpOpener open = opener;
    if (open != null && !RtpPacket.isRtcp(datagram, 0, datagram.length)) {
      opened.complete(null);
      if (isHeard) {
        hear(open, datagram);
      }
    }
  }

  private void hear(SrtpOpener open, byte[] datagram) {
    open.open(datagram, 0, datagram.length)
        .map(RtpPacket::parse)
        .ifPresent(
            parsed -> {
              if (parsed instanceof RtpPacket packet && packet.payloadType() == OPUS) {
                echoes.onAudio(Pcm.bytes(decoder.decode(packet.payload())));
              }
            });
  }

  @Override
  public boolean isHeard() {
    return isHeard;
  }

  @Override
  public CompletionStage<Void> opened() {
    return opened.copy();
  }

  @Override
  public void send(byte[] frame) {
    SrtpSealer seal = sealer;
    if (seal != null) {
      toNetwork(seal.seal(sender.next(frame, UNITS).toBytes()));
    }
    if (++frames % FRAMES_BETWEEN_CHECKS == 0) {
      check();
    }
  }

  @Override
  public CompletionStage<Void> close() {
    Runnable hangUp = hangingUp;
    if (hangUp != null) {
      hangUp.run();
    }
    return ended;
  }

  private void hangUp(HttpClient client, URI call) {
    var _ =
        client
            .sendAsync(
                HttpRequest.newBuilder(call).DELETE().build(),
                HttpResponse.BodyHandlers.discarding())
            .whenComplete((_, _) -> over());
  }

  private void over() {
    DatagramChannel open = socket;
    try {
      if (open != null) {
        open.close();
      }
      ended.complete(null);
    } catch (IOException e) {
      ended.completeExceptionally(e);
    }
  }
}
