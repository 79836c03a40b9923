package org.voiceteller.http.cluster;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** A certificate authority of a bank's own, as cert-manager is in a cluster. */
public final class Authority {

  private static final Duration VALID = Duration.ofHours(1);

  private final X500Name name;
  private final KeyPair keys;
  private final X509CertificateHolder certificate;
  private int issued;

  private Authority(String name) throws Exception {
    this.name = new X500Name("CN=" + name);
    this.keys = newKeys();
    this.certificate = certificate(this.name, keys, true);
  }

  public static Authority named(String name) throws Exception {
    return new Authority(name);
  }

  /** Writes {@code tls.crt}, {@code tls.key} and {@code ca.crt}: a certificate for this name. */
  public Path certify(String subject, Path directory) throws Exception {
    KeyPair own = newKeys();
    Files.createDirectories(directory);
    write(directory.resolve("ca.crt"), "CERTIFICATE", certificate.getEncoded());
    write(
        directory.resolve("tls.crt"),
        "CERTIFICATE",
        certificate(new X500Name("CN=" + subject), own, false).getEncoded());
    write(directory.resolve("tls.key"), "PRIVATE KEY", own.getPrivate().getEncoded());
    return directory;
  }

  private X509CertificateHolder certificate(X500Name subject, KeyPair own, boolean isAuthority)
      throws IOException, OperatorCreationException {
    Instant now = Instant.now();
    return new JcaX509v3CertificateBuilder(
            name,
            BigInteger.valueOf(++issued),
            Date.from(now.minus(VALID)),
            Date.from(now.plus(VALID)),
            subject,
            own.getPublic())
        .addExtension(Extension.basicConstraints, true, new BasicConstraints(isAuthority))
        .build(new JcaContentSignerBuilder("SHA256withRSA").build(keys.getPrivate()));
  }

  private static KeyPair newKeys() throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(2048);
    return generator.generateKeyPair();
  }

  private static void write(Path file, String what, byte[] der) throws IOException {
    Files.writeString(
        file,
        "-----BEGIN %s-----\n%s\n-----END %s-----\n"
            .formatted(
                what, Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der), what));
  }
}
