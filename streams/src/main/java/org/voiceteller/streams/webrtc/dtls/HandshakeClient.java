package org.voiceteller.streams.webrtc.dtls;

import java.io.IOException;
import java.util.Hashtable;
import java.util.List;
import org.bouncycastle.tls.AlertDescription;
import org.bouncycastle.tls.Certificate;
import org.bouncycastle.tls.CertificateRequest;
import org.bouncycastle.tls.DefaultTlsClient;
import org.bouncycastle.tls.ExporterLabel;
import org.bouncycastle.tls.HashAlgorithm;
import org.bouncycastle.tls.ProtocolVersion;
import org.bouncycastle.tls.SignatureAlgorithm;
import org.bouncycastle.tls.SignatureAndHashAlgorithm;
import org.bouncycastle.tls.TlsAuthentication;
import org.bouncycastle.tls.TlsCredentials;
import org.bouncycastle.tls.TlsFatalAlert;
import org.bouncycastle.tls.TlsSRTPUtils;
import org.bouncycastle.tls.TlsServerCertificate;
import org.bouncycastle.tls.TlsUtils;
import org.bouncycastle.tls.UseSRTPData;
import org.bouncycastle.tls.crypto.TlsCertificate;
import org.bouncycastle.tls.crypto.TlsCryptoParameters;
import org.bouncycastle.tls.crypto.impl.jcajce.JcaDefaultTlsCredentialedSigner;
import org.bouncycastle.tls.crypto.impl.jcajce.JcaTlsCrypto;
import org.jspecify.annotations.Nullable;
import org.voiceteller.streams.srtp.SrtpProfile;
import org.voiceteller.streams.webrtc.sdp.Fingerprint;

/** A caller's side of a handshake, as a browser does it: to warm ours up, and to try it. */
@SuppressWarnings({"JdkObsolete", "rawtypes"}) // Hashtable and Vector are the library's
final class HandshakeClient extends DefaultTlsClient {

  private final JcaTlsCrypto crypto;
  private final Identity identity;
  private final Fingerprint expected;
  private final List<SrtpProfile> profiles;
  private @Nullable SrtpProfile profile;
  private @Nullable AgreedKeys keys;

  HandshakeClient(
      JcaTlsCrypto crypto, Identity identity, Fingerprint expected, List<SrtpProfile> profiles) {
    super(crypto);
    this.crypto = crypto;
    this.identity = identity;
    this.expected = expected;
    this.profiles = profiles;
  }

  /** The same keys as the server's; "theirs" are still the client's. Null before the end. */
  @Nullable AgreedKeys keys() {
    return keys;
  }

  @Override
  protected ProtocolVersion[] getSupportedVersions() {
    return ProtocolVersion.DTLSv12.only();
  }

  @Override
  public Hashtable<Integer, byte[]> getClientExtensions() throws IOException {
    @SuppressWarnings("unchecked")
    Hashtable<Integer, byte[]> extensions = super.getClientExtensions();
    TlsSRTPUtils.addUseSRTPExtension(
        extensions,
        new UseSRTPData(
            profiles.stream().mapToInt(SrtpProfile::id).toArray(), TlsUtils.EMPTY_BYTES));
    return extensions;
  }

  @Override
  public TlsAuthentication getAuthentication() {
    return new TlsAuthentication() {
      @Override
      public void notifyServerCertificate(TlsServerCertificate server) throws IOException {
        Certificate chain = server.getCertificate();
        if (chain.isEmpty() || !expected.isOf(chain.getCertificateAt(0).getEncoded())) {
          throw new TlsFatalAlert(AlertDescription.bad_certificate);
        }
      }

      @Override
      public TlsCredentials getClientCredentials(CertificateRequest request) throws IOException {
        Certificate chain =
            new Certificate(
                new TlsCertificate[] {crypto.createCertificate(identity.certificate())});
        return new JcaDefaultTlsCredentialedSigner(
            new TlsCryptoParameters(context),
            crypto,
            identity.key(),
            chain,
            SignatureAndHashAlgorithm.getInstance(HashAlgorithm.sha256, SignatureAlgorithm.ecdsa));
      }
    };
  }

  @Override
  public void processServerExtensions(Hashtable extensions) throws IOException {
    super.processServerExtensions(extensions);
    UseSRTPData chosen = TlsSRTPUtils.getUseSRTPExtension(extensions);
    if (chosen == null) {
      throw new TlsFatalAlert(AlertDescription.illegal_parameter);
    }
    profile =
        profiles.stream()
            .filter(each -> each.id() == chosen.getProtectionProfiles()[0])
            .findFirst()
            .orElseThrow(() -> new TlsFatalAlert(AlertDescription.illegal_parameter));
  }

  @Override
  public void notifyHandshakeComplete() throws IOException {
    super.notifyHandshakeComplete();
    if (profile != null) {
      int bytes = 2 * (SrtpProfile.KEY_BYTES + profile.saltBytes());
      keys =
          AgreedKeys.from(
              profile, context.exportKeyingMaterial(ExporterLabel.dtls_srtp, null, bytes));
    }
  }
}
