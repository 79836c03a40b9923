package org.voiceteller.actors.call;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.voiceteller.actors.tool.ToolRunner;
import org.voiceteller.core.customer.Claim;
import org.voiceteller.core.customer.PhoneNumber;
import org.voiceteller.core.tool.ToolAnswer;

/** Work that is done when the test says so. */
final class FakeToolRunner implements ToolRunner {

  private volatile CompletableFuture<Claim> claim = new CompletableFuture<>();
  private volatile CompletableFuture<ToolAnswer> work = new CompletableFuture<>();

  void decides(Claim decided) {
    claim = CompletableFuture.completedFuture(decided);
  }

  void cannotDecide() {
    claim = CompletableFuture.failedFuture(new IllegalStateException("nobody answers"));
  }

  void answers(ToolAnswer answer) {
    work = CompletableFuture.completedFuture(answer);
  }

  /** What is to be completed with the answer. */
  CompletableFuture<ToolAnswer> answersLater() {
    work = new CompletableFuture<>();
    return work;
  }

  @Override
  public CompletionStage<Claim> claim(String callId, PhoneNumber number) {
    return claim;
  }

  @Override
  public CompletionStage<ToolAnswer> run(Job job) {
    return work;
  }
}
