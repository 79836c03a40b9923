package org.voiceteller.siptrunk.signal;

import gov.nist.javax.sip.header.Authorization;
import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.message.SIPResponse;
import gov.nist.javax.sip.stack.MessageChannel;
import gov.nist.javax.sip.stack.SIPMessageValve;
import java.io.IOException;
import java.net.InetAddress;
import java.text.ParseException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javax.sip.SipStack;
import javax.sip.header.AuthorizationHeader;
import javax.sip.message.Request;
import javax.sip.message.Response;
import org.voiceteller.siptrunk.trunk.Digest;
import org.voiceteller.siptrunk.trunk.Trunk;
import org.voiceteller.siptrunk.trunk.Trunks;

/**
 * Stands before the stack's transactions: a request of a stranger is dropped or told 403, one that
 * cannot be understood is told so, one that must be authenticated and is not is challenged, and
 * nothing is kept of any of them. What passes carries its {@link Trunk} as application data.
 * Thread-safe.
 */
final class TrunkGate implements SIPMessageValve {

  private final Trunks trunks;
  private final Digest digest;
  private final Counts counts;
  private long forbiddenSecond;
  private int forbiddenInIt;

  TrunkGate(Trunks trunks, Digest digest, Counts counts) {
    this.trunks = trunks;
    this.digest = digest;
    this.counts = counts;
  }

  @Override
  public boolean processRequest(SIPRequest request, MessageChannel channel) {
    InetAddress peer = channel.getPeerPacketSourceAddress();
    List<Trunk> candidates = peer == null ? List.of() : trunks.of(peer);
    if (candidates.isEmpty()) {
      counts.strangers.increment();
      turnAway(request, channel);
      return false;
    }
    if (request.getApplicationData() instanceof StrictParser.Fault fault) {
      if (!request.getMethod().equals(Request.ACK)) {
        send(request.createResponse(fault.status()), channel);
      }
      return false;
    }
    Trunk first = candidates.getFirst();
    boolean isOfDialog = request.getToTag() != null;
    String method = request.getMethod();
    if (isOfDialog
        || first.login().isEmpty()
        || method.equals(Request.ACK)
        || method.equals(Request.CANCEL)) {
      request.setApplicationData(first);
      return true;
    }
    return switch (digest.check(candidates, method, authorization(request))) {
      case Digest.Verdict.Right(var trunk) -> {
        request.setApplicationData(trunk);
        yield true;
      }
      case Digest.Verdict.Challenge(var stale) -> {
        challenge(request, channel, first.name(), stale);
        yield false;
      }
    };
  }

  private static Optional<AuthorizationHeader> authorization(SIPRequest request) {
    return request.getHeader(Authorization.NAME) instanceof AuthorizationHeader given
        ? Optional.of(given)
        : Optional.empty();
  }

  private void turnAway(SIPRequest request, MessageChannel channel) {
    boolean isTold =
        trunks.unknown() == Trunks.Unknown.FORBID
            && !request.getMethod().equals(Request.ACK)
            && mayTellAnother();
    if (isTold) {
      send(request.createResponse(Response.FORBIDDEN), channel);
    } else if (channel.isReliable()) {
      channel.close();
    }
  }

  private synchronized boolean mayTellAnother() {
    long second = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime());
    if (second != forbiddenSecond) {
      forbiddenSecond = second;
      forbiddenInIt = 0;
    }
    return ++forbiddenInIt <= trunks.forbiddenPerSecond();
  }

  private void challenge(SIPRequest request, MessageChannel channel, String realm, boolean stale) {
    counts.challenges.increment();
    SIPResponse response = request.createResponse(Response.UNAUTHORIZED);
    String nonce = digest.nonce(realm);
    try {
      for (Digest.Algorithm algorithm : Digest.Algorithm.values()) {
        var header = new gov.nist.javax.sip.header.WWWAuthenticate();
        header.setScheme("Digest");
        header.setRealm(realm);
        header.setNonce(nonce);
        header.setAlgorithm(algorithm.headerName());
        header.setQop("auth");
        if (stale) {
          header.setStale(true);
        }
        response.addHeader(header);
      }
    } catch (ParseException impossible) {
      throw new IllegalStateException("Expected a realm that a header can hold", impossible);
    }
    send(response, channel);
  }

  /** Without a transaction: a retransmission is answered anew. */
  private static void send(SIPResponse response, MessageChannel channel) {
    try {
      response.setToTag(gov.nist.javax.sip.Utils.getInstance().generateTag());
      channel.sendMessage(response);
    } catch (IOException gone) {
      // whoever asked is not there any more
    }
  }

  @Override
  public boolean processResponse(Response response, MessageChannel channel) {
    InetAddress peer = channel.getPeerPacketSourceAddress();
    return peer != null && trunks.knows(peer);
  }

  @Override
  public void init(SipStack stack) {}

  @Override
  public void destroy() {}
}
