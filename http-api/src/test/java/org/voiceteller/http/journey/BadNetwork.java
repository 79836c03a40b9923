package org.voiceteller.http.journey;

import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A bad network between a caller's page and the bank's port for WebRTC: in the answers that the
 * page gets, a {@link UdpRelay} stands in the place of that port.
 */
final class BadNetwork implements AutoCloseable {

  private static final Pattern CANDIDATE =
      Pattern.compile("(a=candidate:\\S+ 1 udp \\d+ 127\\.0\\.0\\.1) (\\d+) typ host");

  private final double loss;
  private final int jitterMs;
  private final AtomicReference<@Nullable UdpRelay> opened = new AtomicReference<>();
  private final AtomicInteger restarts = new AtomicInteger();

  /**
   * @param loss part of the datagrams that do not come through, each way
   * @param jitterMs by how much at most one is held back
   */
  BadNetwork(double loss, int jitterMs) {
    this.loss = loss;
    this.jitterMs = jitterMs;
  }

  void putBetween(Page page) {
    page.route("**/v1/calls/webrtc", route -> pass(route, "POST", new AtomicInteger()));
    page.route("**/v1/calls/webrtc/*", route -> pass(route, "PATCH", restarts));
  }

  private void pass(Route route, String described, AtomicInteger count) {
    if (!route.request().method().equals(described)) {
      route.resume();
      return;
    }
    APIResponse response = route.fetch();
    Matcher candidate = CANDIDATE.matcher(response.text());
    if (!candidate.find()) {
      throw new IllegalStateException("Expected a candidate in the answer");
    }
    String moved =
        candidate.replaceAll(
            "$1 " + relayTo(Integer.parseInt(candidate.group(2))).port() + " typ host");
    route.fulfill(new Route.FulfillOptions().setResponse(response).setBody(moved));
    count.incrementAndGet();
  }

  private UdpRelay relayTo(int bankPort) {
    UdpRelay known = opened.get();
    if (known != null) {
      return known;
    }
    try {
      UdpRelay relay = new UdpRelay(bankPort, loss, jitterMs);
      opened.set(relay);
      return relay;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private UdpRelay relay() {
    UdpRelay relay = opened.get();
    if (relay == null) {
      throw new IllegalStateException("Expected the page to have made an offer");
    }
    return relay;
  }

  /** From now on the page's datagrams come from another port. */
  void change() throws IOException {
    relay().changeNetwork();
  }

  /** From now on none of the page's datagrams comes through, nor any to it. */
  void breakOff() {
    relay().breakOff();
  }

  /** How often the page has begun ICE anew and was answered. */
  int restarts() {
    return restarts.get();
  }

  /** Datagrams that have not come through. */
  int lost() {
    return relay().lost();
  }

  @Override
  public void close() {
    UdpRelay relay = opened.get();
    if (relay != null) {
      relay.close();
    }
  }
}
