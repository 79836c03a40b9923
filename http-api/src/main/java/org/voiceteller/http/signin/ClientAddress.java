package org.voiceteller.http.signin;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.apache.pekko.http.javadsl.model.AttributeKeys;
import org.apache.pekko.http.javadsl.model.HttpHeader;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.RemoteAddress;

/**
 * Where a request comes from. Behind the bank's own proxies it is what they say in {@code
 * X-Forwarded-For}: the last address in it that is none of theirs; what stands before that anybody
 * may have written.
 */
public final class ClientAddress {

  private static final String UNKNOWN = "unknown";

  private final Set<String> proxies;

  private ClientAddress(Set<String> proxies) {
    this.proxies = proxies;
  }

  /**
   * @param proxies addresses, as {@code 10.0.0.7}
   */
  public static ClientAddress behind(Set<String> proxies) {
    return new ClientAddress(Set.copyOf(proxies));
  }

  /** As {@code 192.0.2.7}; {@code unknown} when the server cannot tell. */
  public String of(HttpRequest request) {
    String peer =
        request
            .getAttribute(AttributeKeys.remoteAddress)
            .flatMap(RemoteAddress::getAddress)
            .map(InetAddress::getHostAddress)
            .orElse(UNKNOWN);
    if (!proxies.contains(peer)) {
      return peer;
    }
    List<String> said =
        StreamSupport.stream(request.getHeaders().spliterator(), false)
            .filter(header -> header.is("x-forwarded-for"))
            .map(HttpHeader::value)
            .flatMap(value -> Arrays.stream(value.split(",", -1)))
            .map(String::strip)
            .filter(address -> address.matches("[0-9A-Fa-f:.]{2,45}"))
            .toList();
    return said.reversed().stream()
        .filter(address -> !proxies.contains(address))
        .findFirst()
        .orElse(peer);
  }

  /** What attempts are counted by: who has one IPv6 address has 2^64 of them (RFC 4291, 2.5.4). */
  static String network(String address) {
    if (!address.contains(":")) {
      return address;
    }
    try {
      InetAddress parsed = InetAddress.ofLiteral(address);
      if (!(parsed instanceof Inet6Address)) {
        return parsed.getHostAddress();
      }
      byte[] bytes = parsed.getAddress();
      return HexFormat.of().formatHex(bytes, 0, 8) + "/64";
    } catch (IllegalArgumentException notAnAddress) {
      return UNKNOWN;
    }
  }
}
