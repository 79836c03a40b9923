package org.voiceteller.core.dispute;

import java.util.List;
import java.util.concurrent.CompletionStage;

/**
 * Port: the numbers of a customer's cases, newest first. Read by index from a table that follows
 * the journal within seconds: good for a list; how a case stands is told by the case itself. A
 * stage fails when the table cannot be reached.
 */
@FunctionalInterface
public interface CaseList {

  CompletionStage<List<String>> newest(String customerId, int limit);
}
