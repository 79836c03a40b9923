package org.voiceteller.siptrunk.signal;

import gov.nist.javax.sip.ClientTransactionExt;
import gov.nist.javax.sip.DialogTimeoutEvent;
import gov.nist.javax.sip.ResponseEventExt;
import gov.nist.javax.sip.ServerTransactionExt;
import gov.nist.javax.sip.SipListenerExt;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.sip.Dialog;
import javax.sip.DialogTerminatedEvent;
import javax.sip.IOExceptionEvent;
import javax.sip.InvalidArgumentException;
import javax.sip.RequestEvent;
import javax.sip.ResponseEvent;
import javax.sip.ServerTransaction;
import javax.sip.SipException;
import javax.sip.SipProvider;
import javax.sip.TimeoutEvent;
import javax.sip.TransactionTerminatedEvent;
import javax.sip.TransactionUnavailableException;
import javax.sip.header.CSeqHeader;
import javax.sip.message.Request;
import javax.sip.message.Response;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the stack brings: requests of a dialog go to its call, an INVITE begins one, and what nobody
 * asked for gets the answer that SIP has for it. Called by several threads at once; waits for
 * nothing, and whatever a message holds, nothing is thrown back into the stack.
 */
final class SipDoor implements SipListenerExt {

  private static final Logger LOG = LoggerFactory.getLogger(SipDoor.class);

  private final Reception reception;

  SipDoor(Reception reception) {
    this.reception = reception;
  }

  @Override
  public void processRequest(RequestEvent event) {
    try {
      if (event.getRequest().getMethod().equals(Request.ACK)) {
        party(event.getDialog()).ifPresent(of -> of.onLane(() -> of.ack(event.getRequest())));
      } else {
        request(event);
      }
    } catch (SipException | InvalidArgumentException refused) {
      LOG.debug("A request was not taken: {}", refused.getClass().getSimpleName());
    } catch (RuntimeException unexpected) {
      LOG.error("A request could not be handled.", unexpected);
    }
  }

  private void request(RequestEvent event) throws SipException, InvalidArgumentException {
    Request request = event.getRequest();
    SipProvider provider = (SipProvider) event.getSource();
    ServerTransaction transaction;
    try {
      transaction =
          event.getServerTransaction() == null
              ? provider.getNewServerTransaction(request)
              : event.getServerTransaction();
    } catch (TransactionUnavailableException incomplete) {
      provider.sendResponse(reception.messages().response(request, Response.BAD_REQUEST, tag()));
      return;
    }
    if (request.getMethod().equals(Request.CANCEL)) {
      cancel(transaction);
      return;
    }
    List<String> unknown = Messages.unsupported(request);
    if (!unknown.isEmpty()) {
      Response response = reception.messages().response(request, Response.BAD_EXTENSION, tag());
      reception.messages().each(response, "Unsupported", unknown);
      transaction.sendResponse(response);
      return;
    }
    Optional<Party> party = party(event.getDialog());
    if (party.isPresent()) {
      ofDialog(party.get(), transaction);
    } else {
      outsideOfDialogs(transaction);
    }
  }

  private void ofDialog(Party party, ServerTransaction transaction)
      throws SipException, InvalidArgumentException {
    switch (transaction.getRequest().getMethod()) {
      case Request.BYE -> party.onLane(() -> party.bye(transaction));
      case Request.INVITE, Request.UPDATE -> party.onLane(() -> party.change(transaction));
      case Request.PRACK -> party.onLane(() -> party.prack(transaction));
      case Request.NOTIFY -> party.onLane(() -> party.notified(transaction));
      case Request.OPTIONS -> capabilities(transaction);
      default -> refuse(transaction, Response.METHOD_NOT_ALLOWED);
    }
  }

  private void outsideOfDialogs(ServerTransaction transaction)
      throws SipException, InvalidArgumentException {
    Request request = transaction.getRequest();
    String scheme = String.valueOf(request.getRequestURI().getScheme()).toLowerCase(Locale.ROOT);
    if (!scheme.equals("sip") && !scheme.equals("sips") && !scheme.equals("tel")) {
      refuse(transaction, Response.UNSUPPORTED_URI_SCHEME);
      return;
    }
    switch (request.getMethod()) {
      case Request.INVITE -> {
        if (reception.isTagged(request)) {
          refuse(transaction, Response.CALL_OR_TRANSACTION_DOES_NOT_EXIST);
        } else {
          reception.invited(transaction);
        }
      }
      case Request.OPTIONS -> capabilities(transaction);
      case Request.BYE, Request.UPDATE, Request.PRACK, Request.NOTIFY ->
          refuse(transaction, Response.CALL_OR_TRANSACTION_DOES_NOT_EXIST);
      default -> refuse(transaction, Response.METHOD_NOT_ALLOWED);
    }
  }

  /** OPTIONS are answered as an INVITE would be (RFC 3261 §11.2): that is how peers see health. */
  private void capabilities(ServerTransaction transaction)
      throws SipException, InvalidArgumentException {
    Optional<Refusal> refusal = reception.refusalNow();
    Request request = transaction.getRequest();
    Response response =
        refusal.isPresent()
            ? reception.messages().refusal(request, refusal.get(), tag())
            : reception.messages().response(request, Response.OK, tag());
    reception.messages().capabilities(response);
    transaction.sendResponse(response);
  }

  private void cancel(ServerTransaction cancel) throws SipException, InvalidArgumentException {
    ServerTransaction invite =
        cancel instanceof ServerTransactionExt own ? own.getCanceledInviteTransaction() : null;
    Optional<Party> party = party(invite == null ? cancel.getDialog() : invite.getDialog());
    int status =
        invite == null && party.isEmpty()
            ? Response.CALL_OR_TRANSACTION_DOES_NOT_EXIST
            : Response.OK;
    cancel.sendResponse(reception.messages().response(cancel.getRequest(), status, tag()));
    party.ifPresent(of -> of.onLane(of::cancelled));
  }

  private void refuse(ServerTransaction transaction, int status)
      throws SipException, InvalidArgumentException {
    transaction.sendResponse(
        reception.messages().refusal(transaction.getRequest(), Refusal.of(status), tag()));
  }

  private static String tag() {
    return gov.nist.javax.sip.Utils.getInstance().generateTag();
  }

  private static Optional<Party> party(@Nullable Dialog dialog) {
    return dialog != null && dialog.getApplicationData() instanceof Party party
        ? Optional.of(party)
        : Optional.empty();
  }

  @Override
  public void processResponse(ResponseEvent event) {
    Dialog dialog = event.getDialog();
    if (dialog == null) {
      return;
    }
    ClientTransactionExt asked = asked(event);
    Optional<Party> party =
        party(dialog).or(() -> asked == null ? Optional.empty() : party(asked.getDefaultDialog()));
    if (party.isEmpty()) {
      letGo(dialog, event);
    } else if (asked != null) {
      Request ours = asked.getRequest();
      party.get().onLane(() -> party.get().responded(ours, event.getResponse(), dialog));
    }
  }

  /** Of a forked INVITE it is known for a while after its transaction is over. */
  private static @Nullable ClientTransactionExt asked(ResponseEvent event) {
    return event.getClientTransaction() instanceof ClientTransactionExt transaction
        ? transaction
        : event instanceof ResponseEventExt late ? late.getOriginalTransaction() : null;
  }

  /**
   * One of several who were called has answered after another: confirmed, and ended (RFC 3261
   * §13.2.2.4).
   */
  private static void letGo(Dialog dialog, ResponseEvent event) {
    Response response = event.getResponse();
    CSeqHeader cseq = (CSeqHeader) response.getHeader(CSeqHeader.NAME);
    if (response.getStatusCode() / 100 != 2 || !cseq.getMethod().equals(Request.INVITE)) {
      return;
    }
    try {
      dialog.sendAck(dialog.createAck(cseq.getSeqNumber()));
      SipProvider provider = (SipProvider) event.getSource();
      dialog.sendRequest(provider.getNewClientTransaction(dialog.createRequest(Request.BYE)));
    } catch (SipException | InvalidArgumentException refused) {
      LOG.warn("A late answer was not let go: {}", refused.getClass().getSimpleName());
    }
  }

  @Override
  public void processTimeout(TimeoutEvent event) {
    if (!event.isServerTransaction()) {
      Request ours = event.getClientTransaction().getRequest();
      party(event.getClientTransaction().getDialog())
          .ifPresent(of -> of.onLane(() -> of.timedOut(ours)));
    }
  }

  @Override
  public void processDialogTimeout(DialogTimeoutEvent event) {
    party(event.getDialog())
        .ifPresent(
            of -> {
              switch (event.getReason()) {
                case AckNotReceived -> of.onLane(of::ackMissing);
                case AckNotSent, ReInviteTimeout, EarlyStateTimeout -> of.onLane(of::gone);
                case CannotAcquireAckSemaphoreForOk -> of.onLane(of::gone);
              }
            });
  }

  @Override
  public void processDialogTerminated(DialogTerminatedEvent event) {
    party(event.getDialog()).ifPresent(of -> of.onLane(of::gone));
  }

  @Override
  public void processIOException(IOExceptionEvent event) {
    LOG.debug("A message could not be sent over {}.", event.getTransport());
  }

  @Override
  public void processTransactionTerminated(TransactionTerminatedEvent event) {
    // calls end with their dialogs
  }
}
