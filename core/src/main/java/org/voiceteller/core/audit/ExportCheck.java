package org.voiceteller.core.audit;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.voiceteller.core.audit.ExportLine.Entry;
import org.voiceteller.core.audit.ExportLine.Head;
import org.voiceteller.core.audit.ExportLine.Header;
import org.voiceteller.core.audit.Verdict.Broken;
import org.voiceteller.core.audit.Verdict.Fault;

/**
 * Checks an export line by line, offline, and holds no more of it than the last entry and one hash
 * for each call that has not ended.
 *
 * <p>It proves that the file holds what the bank's ledger held when its first line was signed. It
 * cannot prove that this is the latest export there is: compare the time of signing.
 */
public final class ExportCheck {

  private record CallTrail(long number, @Nullable String hash) {}

  private final Map<String, PublicKey> keys = new LinkedHashMap<>();
  private final boolean trusted;
  private final Map<String, CallTrail> calls = new HashMap<>();

  private long line;
  private @Nullable Header header;
  private @Nullable Verdict decided;
  private boolean firstIsUnreadable;

  private Entry last = Entry.none();
  private long lastLine = 1;
  private long headLines;
  private SignedStatement.Heads heads = SignedStatement.Heads.none();
  private long signedUpTo;
  private long unchecked;
  private long unchained;
  private @Nullable Diagnosis diagnosis;
  private @Nullable Broken headFault;
  private @Nullable Broken callFault;

  private ExportCheck(List<PublicKey> trustedKeys) {
    trustedKeys.forEach(key -> keys.put(SignedStatement.keyId(key), key));
    this.trusted = !trustedKeys.isEmpty();
  }

  /**
   * @param trustedKeys the bank's public keys, the present one and past ones; when there are none,
   *     the key in the file is used and the verdict says so
   */
  public static ExportCheck create(List<PublicKey> trustedKeys) {
    return new ExportCheck(trustedKeys);
  }

  /** The next line, without its end. */
  public void accept(String text) {
    accept(ExportLine.read(text));
  }

  /** The next line is too long, or no text. */
  public void acceptUnreadable() {
    accept(new ExportLine.Unreadable());
  }

  private void accept(ExportLine read) {
    line++;
    if (decided != null) {
      return;
    }
    if (line == 1) {
      begin(read);
    } else if (header == null) {
      decideAboutFirst(read);
    } else {
      if (read instanceof Head) {
        headLines++;
      }
      if (diagnosis != null) {
        diagnosis.see(read, line);
      } else {
        follow(read, header);
      }
    }
  }

  private void begin(ExportLine first) {
    switch (first) {
      case Header found -> check(found);
      case Entry _, Head _ ->
          decided =
              new Broken(
                  Fault.DROPPED,
                  0,
                  null,
                  1,
                  "The first line, in which the bank signs how many entries there are, is missing.");
      case ExportLine.Unreadable _ -> firstIsUnreadable = true;
    }
  }

  private void decideAboutFirst(ExportLine second) {
    switch (second) {
      case Entry _, Head _ ->
          decided =
              new Broken(
                  Fault.CHANGED,
                  0,
                  null,
                  1,
                  "The first line, in which the bank signs how many entries there are, was"
                      + " changed.");
      case Header _, ExportLine.Unreadable _ -> decided = noExport();
    }
  }

  private static Verdict noExport() {
    return new Verdict.Unusable("The file is not an export of the audit log.");
  }

  private void check(Header found) {
    if (!trusted) {
      publicKey(found.publicKey()).ifPresent(key -> keys.put(SignedStatement.keyId(key), key));
    }
    PublicKey key = keys.get(found.keyId());
    if (key == null) {
      decided =
          new Verdict.Unusable(
              "The export says that it is signed with the key %s, but the key that was given is %s."
                  .formatted(found.keyId(), String.join(", ", keys.keySet())));
    } else if (!SignedStatement.isSignedBy(key, found.fields())) {
      decided =
          new Broken(
              Fault.CHANGED,
              0,
              null,
              1,
              "The first line is not what the key %s has signed.".formatted(found.keyId()));
    } else {
      header = found;
    }
  }

  private void follow(ExportLine read, Header begun) {
    switch (read) {
      case Head head -> {
        if (headFault == null) {
          checkHead(head);
        }
      }
      case Entry entry
          when entry.holds()
              && entry.sequence() == last.sequence() + 1
              && entry.sequence() <= begun.entries()
              && entry.previous().equals(last.hash()) -> {
        checkCall(entry);
        last = entry;
        lastLine = line;
      }
      case Entry _, Header _, ExportLine.Unreadable _ ->
          diagnosis = new Diagnosis(read, line, last, lastLine);
    }
  }

  private void checkHead(Head head) {
    PublicKey key = keys.get(head.keyId());
    boolean next = head.number() == heads.count() + 1 && head.previousHead().equals(heads.hash());
    if (key != null && !SignedStatement.isSignedBy(key, head.fields())) {
      headFault = headFault(Fault.CHANGED, "was changed");
    } else if (!next) {
      headFault =
          headFault(
              head.number() <= heads.count() ? Fault.ADDED : Fault.DROPPED, "is not the next one");
    } else if (head.sequence() != last.sequence()) {
      headFault = headFault(Fault.MOVED, "belongs after entry %d".formatted(head.sequence()));
    } else if (!head.hash().equals(last.hash())) {
      headFault =
          rewritten(
              "Among the entries %d to %d at least one was changed and all hashes after it made"
                  + " anew: the signed head after them does not agree (line %d).");
    } else {
      signedUpTo = last.sequence();
      unchecked += key == null ? 1 : 0;
      heads = heads.after(head.line());
    }
  }

  private Broken headFault(Fault fault, String what) {
    return new Broken(
        fault,
        last.sequence(),
        null,
        line,
        "The signed head after entry %d %s (line %d).".formatted(last.sequence(), what, line));
  }

  private Broken rewritten(String sentence) {
    return new Broken(
        Fault.REWRITTEN,
        signedUpTo + 1,
        null,
        line,
        sentence.formatted(signedUpTo + 1, last.sequence(), line));
  }

  /** Within its call an entry follows the one before, whatever stands between them here. */
  private void checkCall(Entry entry) {
    CallTrail trail = calls.getOrDefault(entry.sessionId(), new CallTrail(0, AuditHash.NONE));
    boolean linked =
        entry.previousInCall() == null
            || entry.previousInCall().equals(trail.hash() == null ? AuditHash.NONE : trail.hash());
    if (entry.previousInCall() == null) {
      unchained++;
    }
    if (callFault == null && (!linked || entry.auditNumber() != trail.number() + 1)) {
      callFault =
          new Broken(
              entry.auditNumber() > trail.number() + 1 ? Fault.DROPPED : Fault.CHANGED,
              entry.sequence(),
              entry.auditId(),
              line,
              ("Entry %d is number %d of %s and does not follow number %d of it: the ledger was"
                      + " given something else than the call has kept (line %d, %s).")
                  .formatted(
                      entry.sequence(),
                      entry.auditNumber(),
                      entry.sessionId(),
                      trail.number(),
                      line,
                      entry.auditId()));
    }
    if (entry.action().equals(AuditAction.CALL_ENDED.name())
        || Deed.isWork(entry.sessionId())
        || StaffDeed.isWork(entry.sessionId())) {
      calls.remove(entry.sessionId());
    } else {
      calls.put(
          entry.sessionId(),
          new CallTrail(
              entry.auditNumber(), entry.previousInCall() == null ? null : entry.entryHash()));
    }
  }

  /** What the check has come to, after the last line. */
  public Verdict finish() {
    if (decided != null) {
      return decided;
    }
    if (header == null) {
      return firstIsUnreadable
          ? noExport()
          : new Verdict.Unusable("The file is empty: it is not an export of the audit log.");
    }
    Optional<Broken> fault = broken(header);
    return fault.isPresent() ? fault.get() : whole(header);
  }

  private Verdict whole(Header begun) {
    return new Verdict.Whole(
        last.sequence(),
        heads.count(),
        unchecked,
        unchained,
        begun.keyId(),
        trusted,
        begun.signedAt(),
        last.hash());
  }

  private Optional<Broken> broken(Header begun) {
    // A head that came too early tells of the same act as the entries that do not follow.
    if (headFault != null && (diagnosis == null || headFault.fault() != Fault.MOVED)) {
      return Optional.of(
          headFault.fault() == Fault.MOVED ? truncatedOr(headFault, begun) : headFault);
    }
    if (diagnosis != null) {
      return Optional.of(diagnosis.verdict(begun, headLines < begun.heads()));
    }
    if (last.sequence() < begun.entries()) {
      return Optional.of(truncated(begun));
    }
    if (!last.hash().equals(begun.hash())) {
      return Optional.of(
          rewritten(
              "Among the entries %d to %d at least one was changed and all hashes after it made"
                  + " anew: the first line does not agree."));
    }
    if (heads.count() != begun.heads() || !heads.hash().equals(begun.lastHead())) {
      return Optional.of(
          new Broken(
              Fault.DROPPED,
              last.sequence(),
              null,
              line,
              "All %d entries are there, but of %d signed heads only %d."
                  .formatted(last.sequence(), begun.heads(), heads.count())));
    }
    return Optional.ofNullable(callFault);
  }

  private Broken truncatedOr(Broken fault, Header begun) {
    return last.sequence() < begun.entries() ? truncated(begun) : fault;
  }

  private Broken truncated(Header begun) {
    return new Broken(
        Fault.TRUNCATED,
        last.sequence() + 1,
        null,
        line,
        "The end is missing: the bank has signed that there are %d entries, but the file ends after"
                .formatted(begun.entries())
            + " entry %d (line %d).".formatted(last.sequence(), line));
  }

  private static Optional<PublicKey> publicKey(String base64) {
    try {
      return Optional.of(
          KeyFactory.getInstance("Ed25519")
              .generatePublic(new X509EncodedKeySpec(Base64.getDecoder().decode(base64))));
    } catch (GeneralSecurityException | IllegalArgumentException none) {
      return Optional.empty();
    }
  }
}
