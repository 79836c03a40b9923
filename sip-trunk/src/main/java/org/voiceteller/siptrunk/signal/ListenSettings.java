package org.voiceteller.siptrunk.signal;

import com.typesafe.config.Config;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.voiceteller.streams.settings.SettingsReader;

/**
 * Where SIP is answered; {@code voice-teller.sip.listen} and {@code tls}.
 *
 * @param port of UDP and TCP; 0 for any
 * @param publicHost what peers are told; {@code host} when not there
 */
public record ListenSettings(
    String host,
    int port,
    boolean udp,
    boolean tcp,
    Optional<Tls> tls,
    Optional<String> publicHost) {

  private static final String ADDRESS =
      "[0-9]{1,3}(\\.[0-9]{1,3}){3}|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*";

  /** Whether a peer must show a certificate. */
  public enum PeerCertificate {
    DISABLED,
    WANT,
    REQUIRED
  }

  /** SIP over TLS, on a port of its own. Stores are PKCS #12. */
  public record Tls(
      int port,
      Path keyStore,
      String keyStorePassword,
      Optional<Path> trustStore,
      String trustStorePassword,
      PeerCertificate peerCertificate) {

    @Override
    public String toString() {
      return "Tls[" + port + ", " + keyStore + "]";
    }
  }

  /**
   * @throws org.voiceteller.streams.settings.WrongSettingsException with a sentence for each value
   *     that cannot be used
   */
  public static ListenSettings from(Config root) {
    SettingsReader reader = SettingsReader.at(root, "voice-teller.sip.listen");
    int tlsPort = reader.number("tls-port", 0, 65_535);
    var settings =
        new ListenSettings(
            reader.text("host", ADDRESS, "one address of this machine, as 192.0.2.5"),
            reader.number("port", 0, 65_535),
            reader.yesOrNo("udp"),
            reader.yesOrNo("tcp"),
            tlsPort == 0 ? Optional.empty() : Optional.of(tls(root, tlsPort)),
            reader.optionalText("public-host"));
    if (!settings.udp && !settings.tcp && settings.tls.isEmpty()) {
      reader.wrong("Expected one of udp, tcp and tls-port of voice-teller.sip.listen to be used.");
    }
    reader.finish();
    return settings;
  }

  private static Tls tls(Config root, int port) {
    SettingsReader reader = SettingsReader.at(root, "voice-teller.sip.tls");
    var tls =
        new Tls(
            port,
            Path.of(reader.text("key-store")),
            reader.text("key-store-password"),
            reader.optionalText("trust-store").map(Path::of),
            reader.optionalText("trust-store-password").orElse(""),
            reader.oneOf("peer-certificate", PeerCertificate.class));
    if (!Files.isReadable(tls.keyStore)) {
      reader.wrong("Expected voice-teller.sip.tls.key-store to be a file that can be read.");
    }
    if (tls.trustStore.isPresent() && !Files.isReadable(tls.trustStore.get())) {
      reader.wrong("Expected voice-teller.sip.tls.trust-store to be a file that can be read.");
    }
    reader.finish();
    return tls;
  }

  /** What peers are told. */
  public String advertised() {
    return publicHost.orElse(host);
  }
}
