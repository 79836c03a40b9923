package org.voiceteller.siptrunk.signal;

import gov.nist.javax.sip.message.SIPMessage;
import gov.nist.javax.sip.message.SIPRequest;
import java.io.IOException;
import java.net.http.HttpClient;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import javax.sip.InvalidArgumentException;
import javax.sip.ServerTransaction;
import javax.sip.SipException;
import javax.sip.SipProvider;
import javax.sip.message.Request;
import javax.sip.message.Response;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.voiceteller.siptrunk.bank.BankCall;
import org.voiceteller.siptrunk.bank.BankSettings;
import org.voiceteller.siptrunk.media.Media;
import org.voiceteller.siptrunk.media.MediaLeg;
import org.voiceteller.siptrunk.sdp.Negotiation;
import org.voiceteller.siptrunk.sdp.SdpException;
import org.voiceteller.siptrunk.trunk.CallerIdentity;
import org.voiceteller.siptrunk.trunk.Trunk;
import org.voiceteller.streams.sound.SpeechCodec;

/**
 * Where calls come in: those that may are begun, as long as there is a line for them, and the
 * others get their refusal before anything rings. Thread-safe.
 */
final class Reception implements CallPlace {

  private static final Logger LOG = LoggerFactory.getLogger(Reception.class);
  private static final SecureRandom RANDOM = new SecureRandom();

  /** What calls need around them. */
  record Parts(
      SipProvider provider,
      Messages messages,
      CallSettings calls,
      BankSettings bank,
      List<SpeechCodec> codecs,
      String soundHost,
      Media media,
      HttpClient client,
      ScheduledExecutorService clock,
      Lanes lanes,
      Counts counts) {
    Parts {
      codecs = List.copyOf(codecs);
    }
  }

  private final Parts parts;
  private final Set<SipCall> calls = ConcurrentHashMap.newKeySet();
  private final Semaphore freeLines;
  private volatile boolean draining;

  Reception(Parts parts) {
    this.parts = parts;
    this.freeLines = new Semaphore(parts.calls.max());
  }

  /** What a new call would be told now; nothing when it would be taken. */
  Optional<Refusal> refusalNow() {
    if (draining) {
      return Optional.of(Refusal.draining(parts.calls));
    }
    return freeLines.availablePermits() == 0
        ? Optional.of(Refusal.busy(parts.calls, 0))
        : Optional.empty();
  }

  boolean isTagged(Request request) {
    return ((SIPMessage) request).getToTag() != null;
  }

  void invited(ServerTransaction transaction) throws SipException, InvalidArgumentException {
    Request invite = transaction.getRequest();
    String tag = gov.nist.javax.sip.Utils.getInstance().generateTag();
    Optional<Refusal> refusal = takeLine();
    if (refusal.isPresent()) {
      refuse(transaction, refusal.get(), tag);
      return;
    }
    boolean begun = false;
    try {
      transaction.sendResponse(parts.messages.response(invite, Response.TRYING, tag));
      begun = begin(transaction, tag);
    } finally {
      if (!begun) {
        freeLines.release();
      }
    }
  }

  private Optional<Refusal> takeLine() {
    Optional<Refusal> refusal = refusalNow();
    return refusal.isEmpty() && !freeLines.tryAcquire()
        ? Optional.of(Refusal.busy(parts.calls, 0))
        : refusal;
  }

  private void refuse(ServerTransaction transaction, Refusal refusal, String tag)
      throws SipException, InvalidArgumentException {
    parts.counts.ended(refusal.end());
    transaction.sendResponse(parts.messages.refusal(transaction.getRequest(), refusal, tag));
  }

  private boolean begin(ServerTransaction transaction, String tag)
      throws SipException, InvalidArgumentException {
    Request invite = transaction.getRequest();
    Trunk trunk = (Trunk) ((SIPRequest) invite).getApplicationData();
    if (transaction.getDialog() == null || trunk == null) {
      refuse(transaction, Refusal.of(Response.BAD_REQUEST), tag);
      return false;
    }
    if (!Messages.takesDescription(invite)) {
      refuse(transaction, Refusal.of(Response.NOT_ACCEPTABLE), tag);
      return false;
    }
    Optional<SessionTimer> timer = Optional.empty();
    switch (SessionTimer.of(invite, parts.calls)) {
      case SessionTimer.Wish.TooShort _ -> {
        Response response = parts.messages.response(invite, 422, tag);
        SessionTimer.least(parts.calls).ifPresent(response::setHeader);
        transaction.sendResponse(response);
        return false;
      }
      case SessionTimer.Wish.Timer(var wished) -> timer = Optional.of(wished);
      case SessionTimer.Wish.None _ -> {}
    }
    Optional<String> offer;
    try {
      offer = Messages.description(invite);
    } catch (SdpException unusable) {
      refuse(transaction, Refusal.of(Response.UNSUPPORTED_MEDIA_TYPE), tag);
      return false;
    }
    Ears ears = new Ears();
    MediaLeg leg;
    try {
      leg = parts.media.open(ears);
    } catch (IOException noPorts) {
      LOG.warn("A call is refused: {}", noPorts.getMessage());
      refuse(transaction, Refusal.busy(parts.calls, 0), tag);
      return false;
    }
    boolean begun = false;
    try {
      Negotiation negotiation = negotiation(trunk, leg.port());
      Optional<Negotiation.Answer> answer = Optional.empty();
      if (offer.isPresent()) {
        answer = Optional.of(negotiation.answer(offer.get()));
      }
      Invitation invitation =
          new Invitation(
              trunk,
              transaction,
              transaction.getDialog(),
              tag,
              negotiation,
              answer.map(Negotiation.Answer::description),
              answer.map(Negotiation.Answer::agreement),
              timer,
              SessionTimer.names(invite, "Require", null, "100rel"),
              leg,
              ears);
      SipCall call = new SipCall(this, parts.lanes.any(), invitation);
      transaction.getDialog().setApplicationData(call);
      calls.add(call);
      begun = true;
      CallerIdentity identity = CallerIdentity.of(invite, trunk);
      call.begin(
          new BankCall.Origin(
              identity.number(),
              trunk.jurisdiction(),
              identity.attestation().map(CallerIdentity.Attestation::word)));
    } catch (SdpException unusable) {
      refuse(transaction, Refusal.offer(String.valueOf(unusable.getMessage())), tag);
    } finally {
      if (!begun) {
        leg.close();
      }
    }
    return begun;
  }

  private Negotiation negotiation(Trunk trunk, int port) {
    return new Negotiation(
        new Negotiation.Ours(
            parts.soundHost,
            port,
            parts.codecs,
            trunk.srtp() != Trunk.Srtp.NEVER,
            trunk.srtp() == Trunk.Srtp.REQUIRED),
        RANDOM.nextLong());
  }

  /** New calls are refused from now on. */
  void drain() {
    draining = true;
  }

  boolean isDraining() {
    return draining;
  }

  void endAll() {
    calls.forEach(call -> call.onLane(() -> call.end(Counts.End.DRAINED)));
  }

  int inProgress() {
    return parts.calls.max() - freeLines.availablePermits();
  }

  /** Returns when no call is in progress any more, at the latest after this time. */
  void awaitEmpty(Duration atMost) throws InterruptedException {
    int all = parts.calls.max();
    if (freeLines.tryAcquire(all, atMost.toNanos(), TimeUnit.NANOSECONDS)) {
      freeLines.release(all);
    }
  }

  @Override
  public CallSettings settings() {
    return parts.calls;
  }

  @Override
  public Messages messages() {
    return parts.messages;
  }

  @Override
  public SipProvider provider() {
    return parts.provider;
  }

  @Override
  public Counts counts() {
    return parts.counts;
  }

  @Override
  public Future<?> later(Duration after, Runnable what) {
    try {
      return parts.clock.schedule(what, after.toMillis(), TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException stopping) {
      return CompletableFuture.completedFuture(null);
    }
  }

  @Override
  public SecondSound openBeside(MediaLeg leg, Trunk trunk) throws IOException {
    MediaLeg beside = parts.media.openBeside(leg, new Ears());
    return new SecondSound(beside, negotiation(trunk, beside.port()));
  }

  @Override
  public BankCall callBank(BankCall.Origin origin, BankCall.Listener listener) {
    return BankCall.open(parts.client, parts.bank, parts.clock, origin, listener);
  }

  @Override
  public void over(SipCall call, Counts.End why) {
    if (calls.remove(call)) {
      parts.counts.ended(why);
      freeLines.release();
    }
  }
}
