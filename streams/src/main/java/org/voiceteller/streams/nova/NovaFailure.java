package org.voiceteller.streams.nova;

/**
 * Why a conversation with the model failed.
 *
 * @param type the exception's simple name, as {@code ThrottlingException}
 * @param message for operators; AWS's own words, no customer content
 */
public record NovaFailure(Category category, String type, String message) {

  /** What can be done about it. */
  public enum Category {
    /** Another stream may well work: throttling, time limits, the network, the service's faults. */
    RETRY,
    /** Another stream may work after a while: what failed too often is left alone until then. */
    LATER,
    /** The same again would fail again: a mistake in what we sent. */
    GIVE_UP,
    /** Somebody must change something first: credentials, access to the model, quotas. */
    ASK_A_PERSON
  }

  /** Whether the same may work another time, without anybody's doing. */
  public boolean mayPass() {
    return switch (category) {
      case RETRY, LATER -> true;
      case GIVE_UP, ASK_A_PERSON -> false;
    };
  }
}
