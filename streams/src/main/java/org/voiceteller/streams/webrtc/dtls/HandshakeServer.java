package org.voiceteller.streams.webrtc.dtls;

import java.io.IOException;
import java.time.Duration;
import java.util.Hashtable;
import java.util.List;
import java.util.Vector;
import org.bouncycastle.tls.AlertDescription;
import org.bouncycastle.tls.Certificate;
import org.bouncycastle.tls.CertificateRequest;
import org.bouncycastle.tls.CipherSuite;
import org.bouncycastle.tls.ClientCertificateType;
import org.bouncycastle.tls.DefaultTlsServer;
import org.bouncycastle.tls.ExporterLabel;
import org.bouncycastle.tls.HashAlgorithm;
import org.bouncycastle.tls.ProtocolVersion;
import org.bouncycastle.tls.SignatureAlgorithm;
import org.bouncycastle.tls.SignatureAndHashAlgorithm;
import org.bouncycastle.tls.TlsCredentialedSigner;
import org.bouncycastle.tls.TlsFatalAlert;
import org.bouncycastle.tls.TlsSRTPUtils;
import org.bouncycastle.tls.TlsUtils;
import org.bouncycastle.tls.UseSRTPData;
import org.bouncycastle.tls.crypto.TlsCertificate;
import org.bouncycastle.tls.crypto.TlsCryptoParameters;
import org.bouncycastle.tls.crypto.impl.jcajce.JcaDefaultTlsCredentialedSigner;
import org.bouncycastle.tls.crypto.impl.jcajce.JcaTlsCrypto;
import org.jspecify.annotations.Nullable;
import org.voiceteller.streams.srtp.SrtpProfile;
import org.voiceteller.streams.webrtc.sdp.Fingerprint;

/**
 * Our side of one handshake: DTLS 1.2 with forward secrecy only, the caller's certificate demanded
 * and held against the offer's fingerprints, and one of our SRTP profiles (RFC 5763 §5, RFC 8827
 * §6.5).
 */
@SuppressWarnings({"JdkObsolete", "rawtypes"}) // Hashtable and Vector are the library's
final class HandshakeServer extends DefaultTlsServer {

  /** In the order in which we prefer them: GCM is the faster one here. */
  private static final List<SrtpProfile> PROFILES =
      List.of(SrtpProfile.AEAD_AES_128_GCM, SrtpProfile.AES_CM_128_HMAC_SHA1_80);

  private static final int[] CIPHER_SUITES = {
    CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256,
    CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384,
    CipherSuite.TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256
  };

  private final JcaTlsCrypto crypto;
  private final Identity identity;
  private final List<Fingerprint> expected;
  private final Duration timeout;
  private @Nullable SrtpProfile profile;
  private @Nullable AgreedKeys keys;

  HandshakeServer(
      JcaTlsCrypto crypto, Identity identity, List<Fingerprint> expected, Duration timeout) {
    super(crypto);
    this.crypto = crypto;
    this.identity = identity;
    this.expected = expected;
    this.timeout = timeout;
  }

  /**
   * @throws IllegalStateException before the handshake is over
   */
  AgreedKeys keys() {
    if (keys == null) {
      throw new IllegalStateException("Expected the handshake to be over");
    }
    return keys;
  }

  @Override
  protected ProtocolVersion[] getSupportedVersions() {
    return ProtocolVersion.DTLSv12.only();
  }

  @Override
  protected int[] getSupportedCipherSuites() {
    return CIPHER_SUITES.clone();
  }

  @Override
  public int getHandshakeTimeoutMillis() {
    return (int) timeout.toMillis();
  }

  @Override
  public boolean requiresExtendedMasterSecret() {
    return true;
  }

  @Override
  protected TlsCredentialedSigner getECDSASignerCredentials() throws IOException {
    Certificate chain =
        new Certificate(new TlsCertificate[] {crypto.createCertificate(identity.certificate())});
    return new JcaDefaultTlsCredentialedSigner(
        new TlsCryptoParameters(context),
        crypto,
        identity.key(),
        chain,
        SignatureAndHashAlgorithm.getInstance(HashAlgorithm.sha256, SignatureAlgorithm.ecdsa));
  }

  @Override
  public CertificateRequest getCertificateRequest() {
    Vector<SignatureAndHashAlgorithm> algorithms =
        new Vector<>(TlsUtils.getDefaultSupportedSignatureAlgorithms(context).size());
    for (Object each : TlsUtils.getDefaultSupportedSignatureAlgorithms(context)) {
      algorithms.add((SignatureAndHashAlgorithm) each);
    }
    return new CertificateRequest(
        new short[] {ClientCertificateType.ecdsa_sign, ClientCertificateType.rsa_sign},
        algorithms,
        null);
  }

  @Override
  public void notifyClientCertificate(Certificate chain) throws IOException {
    if (chain.isEmpty()) {
      throw new TlsFatalAlert(AlertDescription.bad_certificate);
    }
    byte[] certificate = chain.getCertificateAt(0).getEncoded();
    if (expected.stream().noneMatch(each -> each.isOf(certificate))) {
      throw new TlsFatalAlert(AlertDescription.bad_certificate);
    }
  }

  @Override
  public void processClientExtensions(Hashtable clientExtensions) throws IOException {
    super.processClientExtensions(clientExtensions);
    UseSRTPData offered = TlsSRTPUtils.getUseSRTPExtension(clientExtensions);
    if (offered != null) {
      for (SrtpProfile each : PROFILES) {
        for (int id : offered.getProtectionProfiles()) {
          if (profile == null && id == each.id()) {
            profile = each;
          }
        }
      }
    }
    if (profile == null) {
      throw new TlsFatalAlert(AlertDescription.illegal_parameter);
    }
  }

  @Override
  public Hashtable<Integer, byte[]> getServerExtensions() throws IOException {
    @SuppressWarnings("unchecked")
    Hashtable<Integer, byte[]> extensions = super.getServerExtensions();
    if (profile != null) {
      TlsSRTPUtils.addUseSRTPExtension(
          extensions, new UseSRTPData(new int[] {profile.id()}, TlsUtils.EMPTY_BYTES));
    }
    return extensions;
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
