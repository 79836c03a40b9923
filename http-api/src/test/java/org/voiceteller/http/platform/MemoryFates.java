package org.voiceteller.http.platform;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;

/** Fates as the test sets them. */
final class MemoryFates implements CallFates {

  final Map<String, Next> fates = new ConcurrentHashMap<>();

  @Override
  public CompletionStage<Next> next(String platformCallId) {
    return CompletableFuture.completedStage(fates.getOrDefault(platformCallId, new Next.Unknown()));
  }

  @Override
  public void joined(String platformCallId, String resumeToken) {
    fates.put(platformCallId, new Next.Broken(resumeToken, 1));
  }

  @Override
  public void ended(String platformCallId, End end) {
    fates.put(platformCallId, new Next.Ended(end));
  }
}
