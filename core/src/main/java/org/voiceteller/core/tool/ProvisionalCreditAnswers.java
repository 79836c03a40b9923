package org.voiceteller.core.tool;

import org.voiceteller.core.compliance.ErrorResolutionPromise;

/** What is told of provisional credit: Regulation E, 12 CFR 1005.11(b) and (c). */
public record ProvisionalCreditAnswers(ErrorResolutionPromise promise) {

  public ToolAnswer explain() {
    return ToolAnswer.succeeded(
            ("Provisional credit is money we put back into your account while we look into an"
                    + " electronic payment that you dispute. Under Regulation E, please tell us"
                    + " within 60 days of the statement that shows it. If we can't finish within"
                    + " %1$d business days, we credit the disputed amount by then; if we believe"
                    + " the payment was unauthorized, we may hold back up to $50. We may ask you to"
                    + " confirm the dispute in writing. For accounts opened in the last 30 days, it"
                    + " can take 20 business days. We tell you about the credit within 2 business"
                    + " days, and you can use the money in the meantime. We aim to finish within"
                    + " %2$d days; the law allows 45, or 90 for new accounts, card purchases, and"
                    + " payments made abroad. We tell you the result within 3 business days. If"
                    + " there was an error, we correct it within 1 business day, and the credit"
                    + " stays. If there was none, we take the credit back and explain why. Credit"
                    + " cards follow other rules.")
                .formatted(promise.provisionalCreditBusinessDays(), promise.resolutionDays()))
        .with("provisionalCreditBusinessDays", promise.provisionalCreditBusinessDays())
        .with("resolutionDays", promise.resolutionDays())
        .with("source", "12 CFR 1005.11");
  }
}
