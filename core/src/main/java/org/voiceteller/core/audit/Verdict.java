package org.voiceteller.core.audit;

import org.jspecify.annotations.Nullable;

/** What the check of an export found. */
public sealed interface Verdict {

  /** For a person, in a sentence or two. */
  String sentence();

  /**
   * Nothing was changed, added, dropped, moved or cut off.
   *
   * @param unchained entries from before entries were chained within their call; the ledger's own
   *     chain covers them like all others
   * @param uncheckedHeads signed heads by keys that were not given: the chain reaches through them
   * @param trusted whether the key was given by whoever asks; otherwise it is the file's own
   */
  record Whole(
      long entries,
      long heads,
      long uncheckedHeads,
      long unchained,
      String keyId,
      boolean trusted,
      String signedAt,
      String hash)
      implements Verdict {

    @Override
    public String sentence() {
      return ("The export is whole: %d entries and %d signed heads as of %s, signed with the key %s;"
              + " the last hash is %s.%s%s%s")
          .formatted(
              entries,
              heads,
              signedAt,
              keyId,
              hash,
              trusted
                  ? ""
                  : " The key is the one in the file itself: compare its id with the bank's, or"
                      + " give --public-key.",
              unchained == 0
                  ? ""
                  : " %d entries are from before entries were chained within their call."
                      .formatted(unchained),
              uncheckedHeads == 0
                  ? ""
                  : " %d heads are signed with other keys than those given."
                      .formatted(uncheckedHeads));
    }
  }

  /**
   * @param sequence the place in the ledger of the first entry that is not as it was; 0 when it is
   *     about the first line
   * @param auditId of that entry, when a readable one stands there
   * @param line of the file, counted from 1
   */
  record Broken(Fault fault, long sequence, @Nullable String auditId, long line, String sentence)
      implements Verdict {}

  /** The file, or the key, is none that can be checked. */
  record Unusable(String sentence) implements Verdict {}

  /** What was done to an export. */
  enum Fault {
    CHANGED,
    ADDED,
    DROPPED,
    MOVED,
    /** The end is missing. */
    TRUNCATED,
    /** Hashes were made anew from some entry on; a signature tells. */
    REWRITTEN
  }
}
