package org.voiceteller.siptrunk.signal;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.net.URI;
import org.voiceteller.siptrunk.bank.BankSettings;
import org.voiceteller.siptrunk.media.MediaSettings;
import org.voiceteller.siptrunk.trunk.Trunks;

/** The adapter for a test: all of it, on free ports. */
final class TrialTrunks {

  private TrialTrunks() {}

  static int freePort() throws IOException {
    try (var socket = new java.net.ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  /**
   * @param settings below {@code voice-teller.sip}, in front of the defaults
   */
  static SipTrunks start(URI bank, String... settings) throws IOException {
    return start(bank.toString(), settings);
  }

  /**
   * @param bank one address or several, with commas between them
   */
  static SipTrunks start(String bank, String... settings) throws IOException {
    Config config =
        ConfigFactory.parseString(
                "voice-teller.sip {\n"
                    + String.join("\n", settings)
                    + "\nlisten.port = 0\nbank.url = \""
                    + bank
                    + "\"\nmedia.least-port = 31000, media.most-port = 31999\n}")
            .withFallback(ConfigFactory.load());
    return SipTrunks.start(
        new SipTrunks.Settings(
            ListenSettings.from(config),
            CallSettings.from(config),
            BankSettings.from(config),
            MediaSettings.from(config),
            Trunks.from(config)));
  }
}
