package org.voiceteller.localsonic.dialogue;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Wishes and what they say about a tool's input. Today is Thursday, January 18, 2024. */
class WishesTest {

  private final Conversation call = Conversation.withBank();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          What's my checking balance?                        | checkBalanceTool {'accountType':'checking'}
          check my balance                                   | checkBalanceTool {}
          how much money do I have in savings                | checkBalanceTool {'accountType':'savings'}
          show me my recent transactions                     | viewRecentTransactionsTool {}
          what are the last transactions in my checking      | viewRecentTransactionsTool {'accountType':'checking'}
          how much did I spend at Whole Foods last month     | searchTransactionsTool {'merchant':'Whole Foods','fromDate':'2023-12-01','toDate':'2023-12-31'}
          show me transactions over $50 since January 10     | searchTransactionsTool {'minimumAmount':'50.00','fromDate':'2024-01-10'}
          any charges between twenty and fifty dollars from Amazon yesterday | searchTransactionsTool {'merchant':'Amazon','minimumAmount':'20.00','maximumAmount':'50.00','fromDate':'2024-01-17','toDate':'2024-01-17'}
          did I pay Netflix in December                      | searchTransactionsTool {'merchant':'Netflix','fromDate':'2023-12-01','toDate':'2023-12-31'}
          search my transactions for groceries last week     | searchTransactionsTool {'category':'groceries','fromDate':'2024-01-08','toDate':'2024-01-14'}
          find purchases under a hundred dollars from January first to January tenth | searchTransactionsTool {'maximumAmount':'100.00','fromDate':'2024-01-01','toDate':'2024-01-10'}
          show me my amazon purchases                        | searchTransactionsTool {'merchant':'amazon'}
          email me my checking statement for December        | requestStatementTool {'delivery':'email','month':'2023-12','accountType':'checking'}
          send me last month's statement by mail             | requestStatementTool {'delivery':'mail','month':'2023-12'}
          What is SQ *BLUE BOTTLE on my statement?           | clarifyMerchantTool {'descriptor':'SQ *BLUE BOTTLE'}
          what does TST* mean                                | clarifyMerchantTool {'descriptor':'TST*'}
          what does s q star blue bottle mean                | clarifyMerchantTool {'descriptor':'SQ *BLUE BOTTLE'}
          why is my payment still pending                    | explainPendingTool {}
          what is the difference between pending and posted  | explainPendingTool {}
          what is provisional credit                         | explainProvisionalCreditTool {}
          I lost my card                                     | reportLostCardTool {'cause':'lost'}
          please freeze my debit card                        | freezeCardTool {}
          unfreeze my card                                   | unfreezeCardTool {}
          when will my replacement card arrive               | checkReplacementStatusTool {}
          I want to dispute a charge for $75 at XYZ Restaurant | disputeChargeTool {'merchant':'XYZ Restaurant','amount':'75.00'}
          I want to transfer $500 from checking to savings   | internalTransferTool {'amount':'500.00','fromAccountType':'checking','toAccountType':'savings'}
          I need to stop payment on check number 1234        | stopPaymentTool {'checkNumber':'1234'}
          where is my Zelle transfer                         | checkZelleStatusTool {'kind':'zelle'}
          what is the status of my dispute                   | checkDisputeStatusTool {}
          how is case DISPUTE-20240115-001 going             | checkDisputeStatusTool {'caseNumber':'DISPUTE-20240115-001'}
          where is transfer t x n 2 0 2 4 0 1 1 5 0 0 1      | checkZelleStatusTool {'confirmationNumber':'TXN-20240115-001'}
          where is my zelle payment to Maria of 50 dollars   | checkZelleStatusTool {'kind':'zelle','recipient':'Maria','amount':'50.00'}
          someone used my card to buy $250 at Electronics Store yesterday | reportFraudTool {'merchant':'Electronics Store','amount':'250.00','transactionDate':'2024-01-17'}
          I was charged twice by Netflix, 15.49              | disputeChargeTool {'merchant':'Netflix','amount':'15.49','reason':'charged_twice'}
          my wallet was stolen with my card in it            | reportLostCardTool {'cause':'stolen'}
          freeze the card ending in forty five twenty one    | freezeCardTool {'cardEnding':'4521'}
          pay City Power 80 dollars on the first             | setupBillpayTool {'payee':'City Power','amount':'80.00','firstDate':'2024-02-01'}
          set up a payment of $80 to City Power every month starting the 3rd | setupBillpayTool {'payee':'City Power','amount':'80.00','firstDate':'2024-02-03','frequency':'monthly'}
          pay Verizon sixty dollars on the first of next month from checking | setupBillpayTool {'payee':'Verizon','amount':'60.00','firstDate':'2024-02-01','fromAccountType':'checking'}
          pay Maria 20 dollars next Friday                   | setupBillpayTool {'payee':'Maria','amount':'20.00','firstDate':'2024-01-19'}
          send 20 dollars to City Power tomorrow             | setupBillpayTool {'payee':'City Power','amount':'20.00','firstDate':'2024-01-19'}
          move a grand into savings                          | internalTransferTool {'amount':'1000.00','toAccountType':'savings'}
          transfer five hundred from savings to checking please | internalTransferTool {'amount':'500.00','fromAccountType':'savings','toAccountType':'checking'}
          move 75.50 from my checking account ending in 4521 to the savings account ending in 8830 | internalTransferTool {'amount':'75.50','fromAccountType':'checking','fromAccountEnding':'4521','toAccountType':'savings','toAccountEnding':'8830'}
          stop payment on check twelve thirty-four           | stopPaymentTool {'checkNumber':'1234'}
          stop the check I wrote to ABC Company for 150 dollars | stopPaymentTool {'payee':'ABC Company','amount':'150.00'}
          Did I pay anything at Netflix?                     | searchTransactionsTool {'merchant':'Netflix'}
          transfer 1.5 million dollars to savings            | internalTransferTool {'amount':'1500000.00','toAccountType':'savings'}
          transfer -$50 to savings                           | internalTransferTool {'amount':'-50.00','toAccountType':'savings'}
          transfer $-50 to savings                           | internalTransferTool {'amount':'-50.00','toAccountType':'savings'}
          transfer −50 dollars to savings                    | internalTransferTool {'amount':'-50.00','toAccountType':'savings'}
          move minus fifty dollars to savings                | internalTransferTool {'amount':'-50.00','toAccountType':'savings'}
          transfer negative 50 to savings                    | internalTransferTool {'amount':'-50.00','toAccountType':'savings'}
          pay City Power -80                                 | setupBillpayTool {'payee':'City Power','amount':'-80.00'}
          dispute the -$45.00 charge from last Friday        | disputeChargeTool {'amount':'45.00','transactionDate':'2024-01-12'}
          any charges between $20-$50                        | searchTransactionsTool {'minimumAmount':'20.00','maximumAmount':'50.00'}
          transfer $10.999 to savings                        | How many dollars?
          dispute the 45 dollar charge from last Friday      | disputeChargeTool {'amount':'45.00','transactionDate':'2024-01-12'}
          """)
  void leadToTheToolWithWhatWasSaid(String words, String toolUse) {
    assertThat(call.says(words)).isEqualTo(toolUse);
  }

  @Test
  void askForWhatIsRequiredAndWasNotSaid() {
    assertThat(call.says("I need a statement"))
        .isEqualTo("How would you like it: by email, mail or download?");
    assertThat(call.says("the paper one")).isEqualTo("requestStatementTool {'delivery':'mail'}");
  }

  @Test
  void ofOneSentenceAreDoneOneAfterTheOther() {
    assertThat(call.says("What's my checking balance and show me my recent transactions"))
        .isEqualTo("checkBalanceTool {'accountType':'checking'}");
    assertThat(call.toolSays("You have $20."))
        .isEqualTo("You have $20.\nviewRecentTransactionsTool {}");
    assertThat(call.toolSays("There are none.")).isEqualTo("There are none.");
  }

  @Test
  void forTwoAccountsAreTwo() {
    assertThat(call.says("what are my checking and savings balances"))
        .isEqualTo("checkBalanceTool {'accountType':'checking'}");
    assertThat(call.toolSays("You have $20."))
        .isEqualTo("You have $20.\ncheckBalanceTool {'accountType':'savings'}");
  }

  @Test
  void waitUntilTheToolThatWasDemandedIsThrough() {
    call.says("What's my checking balance and show me my recent transactions");
    call.toolAnswers(
        """
        {"outcome":"refused","say":"Your phone number?","then":{"tool":"authenticateTool"}}
        """);

    assertThat(call.says("5552345678")).startsWith("authenticateTool");
    assertThat(call.toolSays("You have $20."))
        .isEqualTo("You have $20.\nviewRecentTransactionsTool {}");
  }

  @Test
  void areCorrectedAndContinuedInAFewWords() {
    call.says("what's my checking balance");
    call.toolSays("Twenty.");

    assertThat(call.says("no, savings")).isEqualTo("checkBalanceTool {'accountType':'savings'}");
    call.toolSays("Thirty.");
    assertThat(call.says("and checking?")).isEqualTo("checkBalanceTool {'accountType':'checking'}");
  }

  @Test
  void heardWhileAToolIsAtWorkComeNext() {
    call.says("what's my checking balance");

    assertThat(call.says("show me my recent transactions")).isEqualTo("I'll do that next.");
    assertThat(call.says("what's my checking balance")).isEqualTo("One moment, please.");
    assertThat(call.toolSays("Twenty.")).isEqualTo("Twenty.\nviewRecentTransactionsTool {}");
  }

  @Test
  void replaceAnOlderOneThatStillAskedForSomething() {
    call.says("I need a statement");

    assertThat(call.says("actually, what's my balance?")).isEqualTo("checkBalanceTool {}");
  }

  @Test
  void thatMoveMoneyRunAfterAnExplicitYesWhenTheToolAsksForOne() {
    call.says("I want to transfer $500 from checking to savings");
    call.toolAnswers(
        """
        {"outcome":"refused","say":"Shall I transfer $500 from checking to savings?",
         "then":{"tool":"internalTransferTool","input":
           {"amount":"500.00","fromAccountType":"checking","toAccountType":"savings"}}}
        """);

    assertThat(call.expects()).isEqualTo(new Expectation.YesOrNo());
    assertThat(call.says("yes, please")).endsWith("'toAccountType':'savings','confirmed':'yes'}");
  }

  @Test
  void keepTheirOpenQuestionWhileTheCallerAsksWhatThereIs() {
    call.says("send me a statement");

    assertThat(call.says("what can you do?"))
        .startsWith("I can help you with your account balances")
        .endsWith("How would you like it: by email, mail or download?");
    assertThat(call.says("by email please")).isEqualTo("requestStatementTool {'delivery':'email'}");
  }
}
