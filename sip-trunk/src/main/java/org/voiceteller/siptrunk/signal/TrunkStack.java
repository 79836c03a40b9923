package org.voiceteller.siptrunk.signal;

import gov.nist.core.CommonLogger;
import gov.nist.core.net.NetworkLayer;
import gov.nist.javax.sip.SipStackImpl;
import gov.nist.javax.sip.stack.SIPMessageValve;
import java.time.Duration;
import java.util.Properties;
import java.util.UUID;
import javax.sip.PeerUnavailableException;

/**
 * The SIP stack as we need it: NIO, listeners that may run at the same time, our gate before its
 * transactions, our sockets below it, and TLS with ciphers of today. Its log is silent.
 */
final class TrunkStack extends SipStackImpl {

  private static final String OWN = "gov.nist.javax.sip.";

  /** T1 (RFC 3261 §17). */
  private static final long BASE_INTERVAL_MS = 500;

  TrunkStack(ListenSettings settings, Duration ackLimit, NetworkLayer network, SIPMessageValve gate)
      throws PeerUnavailableException {
    super(properties(settings, ackLimit));
    networkLayer = network;
    sipMessageValves.add(gate);
  }

  private static Properties properties(ListenSettings settings, Duration ackLimit) {
    CommonLogger.useLegacyLogger = true;
    CommonLogger.legacyLogger = new QuietLogger();
    Properties properties = new Properties();
    properties.setProperty("javax.sip.STACK_NAME", "voice-teller-" + UUID.randomUUID());
    properties.setProperty("javax.sip.AUTOMATIC_DIALOG_SUPPORT", "on");
    properties.setProperty(OWN + "STACK_LOGGER", QuietLogger.class.getName());
    properties.setProperty(OWN + "SERVER_LOGGER", QuietLogger.class.getName());
    properties.setProperty(
        OWN + "MESSAGE_PROCESSOR_FACTORY", "gov.nist.javax.sip.stack.NioMessageProcessorFactory");
    properties.setProperty(OWN + "REENTRANT_LISTENER", "true");
    properties.setProperty(OWN + "DELIVER_UNSOLICITED_NOTIFY", "true");
    // one, so that an ACK is not overtaken by the change that follows it; it hands all work on
    properties.setProperty(OWN + "THREAD_POOL_SIZE", "1");
    properties.setProperty(OWN + "TCP_POST_PARSING_THREAD_POOL_SIZE", "1");
    properties.setProperty(OWN + "MESSAGE_PARSER_FACTORY", StrictParser.Factory.class.getName());
    properties.setProperty(OWN + "MAX_MESSAGE_SIZE", "65536");
    // what has waited for longer was sent again meanwhile
    properties.setProperty(OWN + "CONGESTION_CONTROL_TIMEOUT", "2000");
    properties.setProperty(OWN + "EARLY_DIALOG_TIMEOUT_SECONDS", "240");
    properties.setProperty(OWN + "LINGER_TIMER", "2");
    // for so long after the first answer to a forked INVITE others may come (RFC 3261 §13.2.2.4)
    properties.setProperty(OWN + "MAX_FORK_TIME_SECONDS", "32");
    long halfSeconds = ackLimit.toMillis() / BASE_INTERVAL_MS;
    properties.setProperty(OWN + "DIALOG_TIMEOUT_FACTOR", String.valueOf(halfSeconds));
    settings.tls().ifPresent(tls -> tls(properties, tls));
    return properties;
  }

  private static void tls(Properties properties, ListenSettings.Tls tls) {
    properties.setProperty("javax.net.ssl.keyStoreType", "PKCS12");
    properties.setProperty("javax.net.ssl.keyStore", tls.keyStore().toString());
    properties.setProperty("javax.net.ssl.keyStorePassword", tls.keyStorePassword());
    tls.trustStore()
        .ifPresent(
            store -> {
              properties.setProperty("javax.net.ssl.trustStoreType", "PKCS12");
              properties.setProperty("javax.net.ssl.trustStore", store.toString());
              properties.setProperty("javax.net.ssl.trustStorePassword", tls.trustStorePassword());
            });
    properties.setProperty(OWN + "TLS_CLIENT_AUTH_TYPE", authType(tls.peerCertificate()));
    properties.setProperty(OWN + "TLS_CLIENT_PROTOCOLS", "TLSv1.3, TLSv1.2");
    properties.setProperty(
        OWN + "ENABLED_CIPHER_SUITES",
        "TLS_AES_128_GCM_SHA256, TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256,"
            + " TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256, TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384,"
            + " TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384");
  }

  private static String authType(ListenSettings.PeerCertificate certificate) {
    return switch (certificate) {
      case DISABLED -> "DisabledAll";
      case WANT -> "Want";
      case REQUIRED -> "Enabled";
    };
  }
}
