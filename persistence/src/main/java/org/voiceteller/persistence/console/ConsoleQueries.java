package org.voiceteller.persistence.console;

import java.time.InstantSource;
import org.voiceteller.core.dispute.CasePolicy;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;

/** All that the bank's desks can ask of the tables. */
public record ConsoleQueries(
    CallList calls,
    AuditSearch audit,
    CustomerSearch search,
    Customers customers,
    CaseList cases,
    ConsentList consents,
    Figures figures) {

  /**
   * @param policy whose zone the bank's days are in
   */
  public static ConsoleQueries create(
      DynamoDbAsyncClient client, CasePolicy policy, InstantSource clock) {
    return new ConsoleQueries(
        new CallList(client, clock),
        new AuditSearch(client, clock),
        new CustomerSearch(client),
        new Customers(client, policy, clock),
        new CaseList(client, policy, clock),
        new ConsentList(client, clock),
        new Figures(client, clock));
  }
}
