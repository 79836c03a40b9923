package org.voiceteller.http.platform;

import java.util.concurrent.CompletionStage;
import org.voiceteller.streams.platform.PlatformCalls;

/** What has become of a platform's calls, for when it asks what comes next. */
interface CallFates extends PlatformCalls {

  /** How often in a row a platform is sent to a call that it does not get back to. */
  int MOST_ATTEMPTS = 5;

  /** What is to be done with a caller whose stream is over. */
  sealed interface Next {

    /** The call has ended, or goes to another line. */
    record Ended(End end) implements Next {}

    /**
     * Only the connection broke: the call waits.
     *
     * @param token secret
     * @param attempt counts from 1 since the call was last joined
     */
    record Broken(String token, int attempt) implements Next {

      @Override
      public String toString() {
        return "Broken[token withheld, " + attempt + "]";
      }
    }

    /** There never was a call, or nobody knows of it any more, or it cannot be got back to. */
    record Unknown() implements Next {}
  }

  /** Asked by the platform; an answer of {@link Next.Broken} is counted as an attempt. */
  CompletionStage<Next> next(String platformCallId);
}
