package org.voiceteller.actors.message;

import java.util.List;
import org.apache.pekko.actor.ExtendedActorSystem;
import org.voiceteller.actors.account.AccountEntity;
import org.voiceteller.actors.authentication.CredentialsEntity;
import org.voiceteller.actors.authentication.CredentialsReply;
import org.voiceteller.actors.billpay.BillPayEntity;
import org.voiceteller.actors.call.CallSession;
import org.voiceteller.actors.call.LegLink;
import org.voiceteller.actors.call.StaffCommand;
import org.voiceteller.actors.call.StaffLine;
import org.voiceteller.actors.card.CardEntity;
import org.voiceteller.actors.card.WalletEntity;
import org.voiceteller.actors.customer.CustomerEntity;
import org.voiceteller.actors.customer.PhoneBindingEntity;
import org.voiceteller.actors.dispute.CasebookEntity;
import org.voiceteller.actors.dispute.DisputeEntity;
import org.voiceteller.actors.numbering.DayCountEntity;
import org.voiceteller.actors.transfer.OutsideTransferEntity;
import org.voiceteller.actors.transfer.TransferProcess;

/** What the bank's actors tell each other across nodes. */
public final class BankMessages extends MessageSerializer {

  /** Goes with every message: never changed, never given to another serializer. */
  private static final int IDENTIFIER = 20_603;

  /** For Pekko, by the name in {@code reference.conf}. */
  public BankMessages(ExtendedActorSystem system) {
    super(system, IDENTIFIER, catalogue());
  }

  public static MessageCatalogue catalogue() {
    return new MessageCatalogue(
        List.of(
            MessageCatalogue.name("call.open.v1", CallSession.Command.Open.class),
            MessageCatalogue.name("call.resume.v1", CallSession.Command.Resume.class),
            MessageCatalogue.name("call.leg-is-alive.v1", CallSession.Command.LegIsAlive.class),
            MessageCatalogue.name("call.use-tool.v1", CallSession.Command.UseTool.class),
            MessageCatalogue.name("call.give-secret.v1", CallSession.Command.GiveSecret.class),
            MessageCatalogue.name("call.record-turn.v1", CallSession.Command.RecordTurn.class),
            MessageCatalogue.name("call.report-cut.v1", CallSession.Command.ReportCut.class),
            MessageCatalogue.name(
                "call.mark-recording.v1", CallSession.Command.MarkRecording.class),
            MessageCatalogue.name("call.withdraw.v1", CallSession.Command.Withdraw.class),
            MessageCatalogue.name("call.lose-leg.v1", CallSession.Command.LoseLeg.class),
            MessageCatalogue.name("call.end.v1", CallSession.Command.End.class),
            MessageCatalogue.name("call.end-by-staff.v1", CallSession.Command.EndByStaff.class),
            MessageCatalogue.name("call.staff.v1", CallSession.Command.Staff.class),
            MessageCatalogue.name("call.stop.v1", CallSession.Command.Stop.class),
            MessageCatalogue.name("call.reply.joined.v1", CallSession.Reply.Joined.class),
            MessageCatalogue.name("call.reply.not-joined.v1", CallSession.Reply.NotJoined.class),
            MessageCatalogue.name("call.reply.tool-used.v1", CallSession.Reply.ToolUsed.class),
            MessageCatalogue.name("call.reply.noted.v1", CallSession.Reply.Noted.class),
            MessageCatalogue.name("staff.take.v1", StaffCommand.Take.class),
            MessageCatalogue.name("staff.listen.v1", StaffCommand.Listen.class),
            MessageCatalogue.name("staff.is-alive.v1", StaffCommand.IsAlive.class),
            MessageCatalogue.name("staff.say.v1", StaffCommand.Say.class),
            MessageCatalogue.name("staff.whisper.v1", StaffCommand.Whisper.class),
            MessageCatalogue.name("staff.give-back.v1", StaffCommand.GiveBack.class),
            MessageCatalogue.name("staff.end.v1", StaffCommand.End.class),
            MessageCatalogue.name("staff.leave.v1", StaffCommand.Leave.class),
            MessageCatalogue.name("staff.ask-for-person.v1", StaffCommand.AskForPerson.class),
            MessageCatalogue.name("staff.note-transfer.v1", StaffCommand.NoteTransfer.class),
            MessageCatalogue.name("staff-line.attached.v1", StaffLine.Message.Attached.class),
            MessageCatalogue.name(
                "staff-line.taken-by-another.v1", StaffLine.Message.TakenByAnother.class),
            MessageCatalogue.name("staff-line.changed.v1", StaffLine.Message.Changed.class),
            MessageCatalogue.name(
                "staff-line.words-refused.v1", StaffLine.Message.WordsRefused.class),
            MessageCatalogue.name("staff-line.whispered.v1", StaffLine.Message.Whispered.class),
            MessageCatalogue.name("staff-line.overheard.v1", StaffLine.Message.Overheard.class),
            MessageCatalogue.name("staff-line.ended.v1", StaffLine.Message.Ended.class),
            MessageCatalogue.name("staff-line.tell.v1", StaffLine.Message.Tell.class),
            MessageCatalogue.name("staff-line.close.v1", StaffLine.Message.Close.class),
            MessageCatalogue.name("staff-line.announce.v1", StaffLine.Message.Announce.class),
            MessageCatalogue.name("leg-link.deliver.v1", LegLink.Message.Deliver.class),
            MessageCatalogue.name("leg-link.hear-by.v1", LegLink.Message.HearBy.class),
            MessageCatalogue.name("leg-link.detach.v1", LegLink.Message.Detach.class),
            MessageCatalogue.name("leg-link.announce.v1", LegLink.Message.Announce.class),
            MessageCatalogue.name("account.open.v1", AccountEntity.Command.Open.class),
            MessageCatalogue.name("account.post.v1", AccountEntity.Command.Post.class),
            MessageCatalogue.name("account.hold.v1", AccountEntity.Command.Hold.class),
            MessageCatalogue.name("account.release.v1", AccountEntity.Command.Release.class),
            MessageCatalogue.name(
                "account.request-statement.v1", AccountEntity.Command.RequestStatement.class),
            MessageCatalogue.name(
                "account.pend-transfer.v1", AccountEntity.Command.PendTransfer.class),
            MessageCatalogue.name(
                "account.post-transfer.v1", AccountEntity.Command.PostTransfer.class),
            MessageCatalogue.name(
                "account.void-transfer.v1", AccountEntity.Command.VoidTransfer.class),
            MessageCatalogue.name(
                "account.credit-transfer.v1", AccountEntity.Command.CreditTransfer.class),
            MessageCatalogue.name(
                "account.register-check.v1", AccountEntity.Command.RegisterCheck.class),
            MessageCatalogue.name(
                "account.present-check.v1", AccountEntity.Command.PresentCheck.class),
            MessageCatalogue.name("account.stop-check.v1", AccountEntity.Command.StopCheck.class),
            MessageCatalogue.name(
                "account.confirm-stop.v1", AccountEntity.Command.ConfirmStop.class),
            MessageCatalogue.name("account.get-check.v1", AccountEntity.Command.GetCheck.class),
            MessageCatalogue.name("account.get-account.v1", AccountEntity.Command.GetAccount.class),
            MessageCatalogue.name("account.reply.done.v1", AccountEntity.Reply.Done.class),
            MessageCatalogue.name("account.reply.refused.v1", AccountEntity.Reply.Refused.class),
            MessageCatalogue.name("account.reply.check.v1", AccountEntity.CheckReply.class),
            MessageCatalogue.name("transfer.start.v1", TransferProcess.Command.Start.class),
            MessageCatalogue.name("transfer.stop.v1", TransferProcess.Command.Stop.class),
            MessageCatalogue.name("transfer.reply.done.v1", TransferProcess.Reply.Done.class),
            MessageCatalogue.name("transfer.reply.voided.v1", TransferProcess.Reply.Voided.class),
            MessageCatalogue.name("transfer.reply.refused.v1", TransferProcess.Reply.Refused.class),
            MessageCatalogue.name(
                "transfer.reply.under-review.v1", TransferProcess.Reply.UnderReview.class),
            MessageCatalogue.name(
                "outside-transfer.take-report.v1", OutsideTransferEntity.Command.TakeReport.class),
            MessageCatalogue.name("outside-transfer.reply.v1", OutsideTransferEntity.Reply.class),
            MessageCatalogue.name("bill-pay.schedule.v1", BillPayEntity.Command.Schedule.class),
            MessageCatalogue.name("bill-pay.stop-plan.v1", BillPayEntity.Command.StopPlan.class),
            MessageCatalogue.name("bill-pay.get-bills.v1", BillPayEntity.Command.GetBills.class),
            MessageCatalogue.name("bill-pay.stop.v1", BillPayEntity.Command.Stop.class),
            MessageCatalogue.name("bill-pay.reply.done.v1", BillPayEntity.Reply.Done.class),
            MessageCatalogue.name("bill-pay.reply.refused.v1", BillPayEntity.Reply.Refused.class),
            MessageCatalogue.name("customer.register.v1", CustomerEntity.Command.Register.class),
            MessageCatalogue.name(
                "customer.link-account.v1", CustomerEntity.Command.LinkAccount.class),
            MessageCatalogue.name(
                "customer.get-customer.v1", CustomerEntity.Command.GetCustomer.class),
            MessageCatalogue.name("customer.reply.done.v1", CustomerEntity.Reply.Done.class),
            MessageCatalogue.name("customer.reply.refused.v1", CustomerEntity.Reply.Refused.class),
            MessageCatalogue.name("phone-binding.bind.v1", PhoneBindingEntity.Command.Bind.class),
            MessageCatalogue.name(
                "phone-binding.claim-number.v1", PhoneBindingEntity.Command.ClaimNumber.class),
            MessageCatalogue.name(
                "phone-binding.get-holders.v1", PhoneBindingEntity.Command.GetHolders.class),
            MessageCatalogue.name(
                "phone-binding.reply.bound.v1", PhoneBindingEntity.Reply.Bound.class),
            MessageCatalogue.name(
                "phone-binding.reply.claimed.v1", PhoneBindingEntity.Reply.Claimed.class),
            MessageCatalogue.name(
                "phone-binding.reply.holders.v1", PhoneBindingEntity.Reply.Holders.class),
            MessageCatalogue.name(
                "credentials.set-question.v1", CredentialsEntity.Command.SetQuestion.class),
            MessageCatalogue.name(
                "credentials.import-question.v1", CredentialsEntity.Command.ImportQuestion.class),
            MessageCatalogue.name(
                "credentials.remove-question.v1", CredentialsEntity.Command.RemoveQuestion.class),
            MessageCatalogue.name(
                "credentials.set-authenticator.v1",
                CredentialsEntity.Command.SetAuthenticator.class),
            MessageCatalogue.name(
                "credentials.remove-authenticator.v1",
                CredentialsEntity.Command.RemoveAuthenticator.class),
            MessageCatalogue.name(
                "credentials.reset-failures.v1", CredentialsEntity.Command.ResetFailures.class),
            MessageCatalogue.name(
                "credentials.get-second-steps.v1", CredentialsEntity.Command.GetSecondSteps.class),
            MessageCatalogue.name(
                "credentials.reserve-attempt.v1", CredentialsEntity.Command.ReserveAttempt.class),
            MessageCatalogue.name(
                "credentials.settle-attempt.v1", CredentialsEntity.Command.SettleAttempt.class),
            MessageCatalogue.name(
                "credentials.check-answer.v1", CredentialsEntity.Command.CheckAnswer.class),
            MessageCatalogue.name(
                "credentials.check-authenticator-code.v1",
                CredentialsEntity.Command.CheckAuthenticatorCode.class),
            MessageCatalogue.name("credentials.reply.kept.v1", CredentialsReply.Kept.class),
            MessageCatalogue.name("credentials.reply.unusable.v1", CredentialsReply.Unusable.class),
            MessageCatalogue.name("credentials.reply.reserved.v1", CredentialsReply.Reserved.class),
            MessageCatalogue.name(
                "credentials.reply.already-made.v1", CredentialsReply.AlreadyMade.class),
            MessageCatalogue.name("credentials.reply.correct.v1", CredentialsReply.Correct.class),
            MessageCatalogue.name("credentials.reply.wrong.v1", CredentialsReply.Wrong.class),
            MessageCatalogue.name("credentials.reply.not-set.v1", CredentialsReply.NotSet.class),
            MessageCatalogue.name("credentials.reply.busy.v1", CredentialsReply.Busy.class),
            MessageCatalogue.name("credentials.reply.hindered.v1", CredentialsReply.Hindered.class),
            MessageCatalogue.name("credentials.reply.settled.v1", CredentialsReply.Settled.class),
            MessageCatalogue.name(
                "credentials.reply.second-steps.v1", CredentialsReply.SecondSteps.class),
            MessageCatalogue.name("card.issue.v1", CardEntity.Command.Issue.class),
            MessageCatalogue.name("card.order.v1", CardEntity.Command.Order.class),
            MessageCatalogue.name("card.produce.v1", CardEntity.Command.Produce.class),
            MessageCatalogue.name("card.ship.v1", CardEntity.Command.Ship.class),
            MessageCatalogue.name("card.deliver.v1", CardEntity.Command.Deliver.class),
            MessageCatalogue.name("card.freeze.v1", CardEntity.Command.Freeze.class),
            MessageCatalogue.name("card.unfreeze.v1", CardEntity.Command.Unfreeze.class),
            MessageCatalogue.name("card.deactivate.v1", CardEntity.Command.Deactivate.class),
            MessageCatalogue.name("card.mark-replaced.v1", CardEntity.Command.MarkReplaced.class),
            MessageCatalogue.name("card.get-card.v1", CardEntity.Command.GetCard.class),
            MessageCatalogue.name("card.reply.done.v1", CardEntity.Reply.Done.class),
            MessageCatalogue.name("card.reply.refused.v1", CardEntity.Reply.Refused.class),
            MessageCatalogue.name("wallet.add.v1", WalletEntity.Command.Add.class),
            MessageCatalogue.name("wallet.get-wallet.v1", WalletEntity.Command.GetWallet.class),
            MessageCatalogue.name("wallet.reply.done.v1", WalletEntity.Reply.Done.class),
            MessageCatalogue.name("wallet.reply.refused.v1", WalletEntity.Reply.Refused.class),
            MessageCatalogue.name("dispute.open.v1", DisputeEntity.Command.Open.class),
            MessageCatalogue.name(
                "dispute.acknowledge.v1", DisputeEntity.Command.Acknowledge.class),
            MessageCatalogue.name("dispute.confirm.v1", DisputeEntity.Command.Confirm.class),
            MessageCatalogue.name("dispute.decide.v1", DisputeEntity.Command.Decide.class),
            MessageCatalogue.name("dispute.get-case.v1", DisputeEntity.Command.GetCase.class),
            MessageCatalogue.name("dispute.stop.v1", DisputeEntity.Command.Stop.class),
            MessageCatalogue.name("dispute.reply.done.v1", DisputeEntity.Reply.Done.class),
            MessageCatalogue.name("dispute.reply.refused.v1", DisputeEntity.Reply.Refused.class),
            MessageCatalogue.name("casebook.enter.v1", CasebookEntity.Command.Enter.class),
            MessageCatalogue.name(
                "casebook.get-casebook.v1", CasebookEntity.Command.GetCasebook.class),
            MessageCatalogue.name("casebook.reply.done.v1", CasebookEntity.Reply.Done.class),
            MessageCatalogue.name("casebook.reply.refused.v1", CasebookEntity.Reply.Refused.class),
            MessageCatalogue.name("day-count.number.v1", DayCountEntity.Command.Number.class),
            MessageCatalogue.name(
                "day-count.reply.numbered.v1", DayCountEntity.Reply.Numbered.class),
            MessageCatalogue.name(
                "day-count.reply.refused.v1", DayCountEntity.Reply.Refused.class)));
  }
}
