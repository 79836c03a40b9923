package org.voiceteller.streams.webrtc.dtls;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x509.TBSCertificate;
import org.bouncycastle.asn1.x509.Time;
import org.bouncycastle.asn1.x509.V3TBSCertificateGenerator;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.voiceteller.streams.webrtc.sdp.Fingerprint;

/**
 * A key and its self-signed certificate: P-256, ECDSA with SHA-256 (RFC 8827 §6.5). One per
 * process; nobody trusts it but by its fingerprint.
 *
 * @param certificate DER
 */
public record Identity(PrivateKey key, byte[] certificate, Fingerprint fingerprint) {

  private static final Duration BEFORE = Duration.ofDays(1);
  private static final Duration VALID = Duration.ofDays(365);
  private static final int SERIAL_BITS = 64;

  public static Identity create(SecureRandom random, Instant now) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"), random);
      KeyPair pair = generator.generateKeyPair();
      byte[] certificate = certificate(pair, random, now);
      return new Identity(pair.getPrivate(), certificate, Fingerprint.of(certificate));
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException("Expected the JDK to make a P-256 certificate", e);
    }
  }

  private static byte[] certificate(KeyPair pair, SecureRandom random, Instant now)
      throws GeneralSecurityException, IOException {
    AlgorithmIdentifier algorithm = new AlgorithmIdentifier(X9ObjectIdentifiers.ecdsa_with_SHA256);
    X500Name name = new X500Name("CN=voice-teller");
    V3TBSCertificateGenerator generator = new V3TBSCertificateGenerator();
    generator.setSerialNumber(new ASN1Integer(new BigInteger(SERIAL_BITS, random).setBit(0)));
    generator.setSignature(algorithm);
    generator.setIssuer(name);
    generator.setSubject(name);
    generator.setStartDate(new Time(Date.from(now.minus(BEFORE))));
    generator.setEndDate(new Time(Date.from(now.plus(VALID))));
    generator.setSubjectPublicKeyInfo(
        SubjectPublicKeyInfo.getInstance(pair.getPublic().getEncoded()));
    TBSCertificate unsigned = generator.generateTBSCertificate();
    Signature signature = Signature.getInstance("SHA256withECDSA");
    signature.initSign(pair.getPrivate(), random);
    signature.update(unsigned.getEncoded("DER"));
    ASN1EncodableVector parts = new ASN1EncodableVector(3);
    parts.add(unsigned);
    parts.add(algorithm);
    parts.add(new DERBitString(signature.sign()));
    return new DERSequence(parts).getEncoded("DER");
  }

  @Override
  public String toString() {
    return "Identity[" + fingerprint.hex() + "]";
  }
}
