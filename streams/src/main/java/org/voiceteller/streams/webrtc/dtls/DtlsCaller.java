package org.voiceteller.streams.webrtc.dtls;

import java.io.IOException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.bouncycastle.tls.DTLSClientProtocol;
import org.bouncycastle.tls.DTLSTransport;
import org.bouncycastle.tls.crypto.impl.jcajce.JcaTlsCryptoProvider;
import org.jspecify.annotations.Nullable;
import org.voiceteller.streams.srtp.SrtpProfile;
import org.voiceteller.streams.webrtc.sdp.Fingerprint;

/** A caller who shakes hands as a browser does; for the warm-up. One use. */
public final class DtlsCaller {

  private final Identity identity;
  private final Mailbox mailbox;
  private @Nullable DTLSTransport transport;

  /**
   * @param network where datagrams go out
   */
  public DtlsCaller(Consumer<byte[]> network) {
    this.identity = Identity.create(new SecureRandom(), Instant.now());
    this.mailbox = new Mailbox(network);
  }

  /** What an offer must name. */
  public Fingerprint fingerprint() {
    return identity.fingerprint();
  }

  public void arrived(byte[] datagram) {
    mailbox.arrived(datagram);
  }

  /**
   * Waits for the handshake's end.
   *
   * @param server the answer's fingerprint
   * @return with the keys as the server sees them: {@code theirs} are the caller's
   * @throws IOException when it fails
   */
  public AgreedKeys shakeHands(Fingerprint server, List<SrtpProfile> profiles) throws IOException {
    HandshakeClient client =
        new HandshakeClient(
            new JcaTlsCryptoProvider().create(new SecureRandom()), identity, server, profiles);
    transport = new DTLSClientProtocol().connect(client, mailbox);
    AgreedKeys keys = client.keys();
    if (keys == null) {
      throw new IOException("Expected keys after the handshake");
    }
    return keys;
  }

  /** Ends the session, as a browser that closes its connection. */
  public void close() throws IOException {
    if (transport != null) {
      transport.close();
    }
  }
}
