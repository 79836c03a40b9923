package org.voiceteller.siptrunk.signal;

import gov.nist.javax.sip.message.SIPRequest;
import java.util.Locale;
import java.util.Optional;
import javax.sip.ClientTransaction;
import javax.sip.Dialog;
import javax.sip.DialogState;
import javax.sip.InvalidArgumentException;
import javax.sip.ServerTransaction;
import javax.sip.SipException;
import javax.sip.message.Request;
import javax.sip.message.Response;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a call says in its dialog. What the stack does not take is logged and lost, as if the
 * network had lost it: the stack's timers, or the other side, then end the call. On its call's
 * lane.
 */
final class DialogVoice {

  private static final Logger LOG = LoggerFactory.getLogger(DialogVoice.class);

  private final CallPlace place;
  private final Messages messages;
  private final Dialog dialog;
  private final Request invite;
  private final String ourTag;
  private boolean awaitsAnswer;
  private boolean awaitsAck;

  DialogVoice(CallPlace place, Dialog dialog, Request invite, String ourTag) {
    this.place = place;
    this.messages = place.messages();
    this.dialog = dialog;
    this.invite = invite;
    this.ourTag = ourTag;
  }

  private interface Saying {
    void say() throws SipException, InvalidArgumentException;
  }

  private static void attempt(String what, Saying saying) {
    try {
      saying.say();
    } catch (SipException | InvalidArgumentException refused) {
      LOG.warn("{} was not sent: {}", what, refused.getClass().getSimpleName());
    }
  }

  void ring(ServerTransaction transaction, boolean reliably) {
    attempt(
        "180",
        () -> {
          if (reliably) {
            Response ringing = dialog.createReliableProvisionalResponse(Response.RINGING);
            messages.tag(ringing, ourTag);
            messages.contact(ringing, invite);
            dialog.sendReliableProvisionalResponse(ringing);
          } else {
            Response ringing = messages.response(invite, Response.RINGING, ourTag);
            messages.contact(ringing, invite);
            transaction.sendResponse(ringing);
          }
        });
  }

  /**
   * @param description our answer, or our offer when the INVITE came without one
   */
  void answer(ServerTransaction transaction, String description, Optional<SessionTimer> timer) {
    awaitsAnswer = invite.getRawContent() == null || invite.getRawContent().length == 0;
    agreed(transaction, Optional.of(description), timer);
  }

  /** Agrees to a change. Our own offer in it waits for its answer in the ACK. */
  void agree(
      ServerTransaction transaction,
      Optional<String> description,
      boolean isOffer,
      Optional<SessionTimer> timer) {
    awaitsAnswer = isOffer;
    agreed(transaction, description, timer);
  }

  private void agreed(
      ServerTransaction transaction, Optional<String> description, Optional<SessionTimer> timer) {
    Request request = transaction.getRequest();
    Response ok = messages.response(request, Response.OK, ourTag);
    messages.contact(ok, invite);
    messages.capabilities(ok);
    timer.ifPresent(
        agreed -> {
          ok.setHeader(agreed.header());
          messages.header(ok, "Require", "timer");
        });
    description.ifPresent(text -> messages.description(ok, text));
    awaitsAck = request.getMethod().equals(Request.INVITE);
    attempt("200", () -> transaction.sendResponse(ok));
  }

  void refuse(ServerTransaction transaction, Refusal refusal) {
    attempt(
        "a refusal",
        () ->
            transaction.sendResponse(messages.refusal(transaction.getRequest(), refusal, ourTag)));
  }

  void reply(ServerTransaction transaction, int status) {
    attempt(
        "an answer",
        () ->
            transaction.sendResponse(messages.response(transaction.getRequest(), status, ourTag)));
  }

  void tooShort(ServerTransaction transaction) {
    Response response = messages.response(transaction.getRequest(), 422, ourTag);
    SessionTimer.least(place.settings()).ifPresent(response::setHeader);
    attempt("422", () -> transaction.sendResponse(response));
  }

  /** Whether the next ACK brings the answer to an offer of ours. */
  boolean awaitsAnswer() {
    return awaitsAnswer;
  }

  /** Whether a change of the call is not confirmed yet: another one must wait. */
  boolean isChanging() {
    return awaitsAck;
  }

  void acked() {
    awaitsAnswer = false;
    awaitsAck = false;
  }

  void hangUp(Counts.End why) {
    if (dialog.getState() == DialogState.TERMINATED) {
      return;
    }
    request(
        Request.BYE,
        bye -> messages.header(bye, "Reason", "SIP;cause=200;text=\"" + words(why) + "\""));
  }

  private static String words(Counts.End why) {
    return why.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  void refresh(SessionTimer timer) {
    request(
        Request.UPDATE,
        update -> {
          messages.contact(update, invite);
          messages.header(update, "Supported", "timer");
          update.setHeader(timer.headerOfRefresh());
        });
  }

  /** The summary stands in the REFER, and in the URI for the call that comes of it. */
  void refer(String target, CallSummary summary) {
    request(
        Request.REFER,
        refer -> {
          messages.contact(refer, invite);
          String text = summary.text();
          messages.header(
              refer, "Refer-To", "<" + target + "?X-Voice-Teller-Summary=" + escaped(text) + ">");
          messages.header(refer, "Referred-By", "<" + dialog.getLocalParty().getURI() + ">");
          messages.header(refer, "X-Voice-Teller-Summary", text);
          messages.header(refer, "X-Voice-Teller-Call", summary.callId());
        });
  }

  private static String escaped(String text) {
    return text.replace("=", "%3D").replace(";", "%3B").replace(":", "%3A").replace(",", "%2C");
  }

  private interface Filling {
    void fill(Request request);
  }

  private void request(String method, Filling filling) {
    attempt(
        method,
        () -> {
          Request request = dialog.createRequest(method);
          filling.fill(request);
          ClientTransaction transaction = place.provider().getNewClientTransaction(request);
          dialog.sendRequest(transaction);
        });
  }

  static @Nullable String fromTag(Request request) {
    return ((SIPRequest) request).getFromTag();
  }
}
