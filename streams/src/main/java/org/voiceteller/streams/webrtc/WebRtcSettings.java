package org.voiceteller.streams.webrtc;

import com.typesafe.config.Config;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.voiceteller.streams.settings.SettingsReader;
import org.voiceteller.streams.settings.WrongSettingsException;

/**
 * How calls by WebRTC are taken. The meaning and default of each value stands in this module's
 * {@code reference.conf}, under {@code voice-teller.webrtc}.
 *
 * @param advertised what callers are told to come to; empty for where the port is bound
 * @param threads that keep the calls' time
 */
public record WebRtcSettings(
    boolean enabled,
    InetSocketAddress bind,
    List<InetSocketAddress> advertised,
    int threads,
    int maxHandshakes,
    Duration handshakeTimeout,
    Duration connectTimeout,
    Duration consentTimeout,
    Duration playoutEstimate) {

  private static final int HIGHEST_PORT = 65_535;

  public WebRtcSettings {
    advertised = List.copyOf(advertised);
  }

  /**
   * @throws WrongSettingsException with a sentence for each value that cannot be used
   */
  public static WebRtcSettings from(Config root) {
    SettingsReader reader = SettingsReader.at(root, "voice-teller.webrtc");
    Duration second = Duration.ofSeconds(1);
    Duration minute = Duration.ofMinutes(1);
    int port = reader.number("port", 0, HIGHEST_PORT);
    String expected = "IP addresses with commas between them, each perhaps with :port";
    WebRtcSettings settings =
        new WebRtcSettings(
            reader.yesOrNo("enabled"),
            reader
                .parsed("host", "an IP address of this machine", WebRtcSettings::address)
                .map(host -> new InetSocketAddress(host, port))
                .orElse(new InetSocketAddress(InetAddress.getLoopbackAddress(), port)),
            reader.parsed("advertised", expected, text -> addresses(text, port)).orElse(List.of()),
            reader.number("threads", 0, 256),
            reader.number("max-handshakes", 1, 10_000),
            reader.duration("handshake-timeout", second, minute),
            reader.duration("connect-timeout", second, minute),
            reader.duration("consent-timeout", Duration.ofSeconds(5), minute),
            reader.duration("playout-estimate", Duration.ZERO, second));
    if (settings.bind().getAddress().isAnyLocalAddress() && settings.advertised().isEmpty()) {
      reader.wrong(
          "Expected voice-teller.webrtc.advertised to name where callers come to, since"
              + " voice-teller.webrtc.host is every address, but it is blank.");
    }
    reader.finish();
    return settings;
  }

  /**
   * Whether a page that is served at an address of this machine should go by WebRTC: not when it is
   * for other machines and our port for this one only. Each of its callers would wait for nothing.
   *
   * @param host where the page is served, as {@code 0.0.0.0}
   */
  public boolean isForPagesAt(String host) {
    InetAddress page = new InetSocketAddress(host, 0).getAddress();
    boolean isPageForThisMachine = page != null && page.isLoopbackAddress();
    boolean isPortForThisMachine = advertised.isEmpty() && bind.getAddress().isLoopbackAddress();
    return enabled && (isPageForThisMachine || !isPortForThisMachine);
  }

  private static InetAddress address(String text) {
    boolean isNumeric = text.matches("[0-9.]+") || text.contains(":");
    if (!isNumeric) {
      throw new IllegalArgumentException(text);
    }
    try {
      return InetAddress.getByName(text);
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException(text, e);
    }
  }

  private static List<InetSocketAddress> addresses(String text, int port) {
    return Arrays.stream(text.split(",", -1))
        .map(String::strip)
        .filter(each -> !each.isEmpty())
        .map(each -> socketAddress(each, port))
        .toList();
  }

  private static InetSocketAddress socketAddress(String text, int port) {
    if (!text.matches("([0-9.]+|\\[[0-9a-fA-F:.]+])(:[0-9]{1,5})?")) {
      throw new IllegalArgumentException(text);
    }
    int colon = text.lastIndexOf(':');
    boolean hasPort = colon > text.lastIndexOf(']') && colon >= 0;
    String host = hasPort ? text.substring(0, colon) : text;
    int its = hasPort ? Integer.parseInt(text.substring(colon + 1)) : port;
    return new InetSocketAddress(address(host.replaceAll("[\\[\\]]", "")), its);
  }
}
