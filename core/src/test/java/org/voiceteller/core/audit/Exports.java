package org.voiceteller.core.audit;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.voiceteller.core.authentication.Level;

/** Exports as a bank would write them, and what somebody could do to one. */
final class Exports {

  static final Instant NOON = Instant.parse("2026-01-15T12:00:00.123456Z");
  static final KeyPair KEY = newKey();

  private Exports() {}

  static KeyPair newKey() {
    try {
      return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  static AuditEntry entry(String callId, long number, String action, long second) {
    return new AuditEntry(
        AuditIds.of(callId, number, NOON.plusSeconds(second)),
        number,
        NOON.plusSeconds(second),
        "CUST-10001",
        callId,
        action,
        "ACC-1",
        AuditEntry.Result.SUCCESS,
        Level.PHONE,
        "192.0.2.1",
        "US-CO",
        true,
        List.of("CALLER_ID_MISMATCH"));
  }

  /** Entries of a few calls, woven into each other, with a signed head after every few. */
  static List<String> export(List<Integer> calls, int headEvery) {
    return export(chained(calls), headEvery, KEY);
  }

  static List<Chained> chained(List<Integer> calls) {
    Map<Integer, AuditTrail> trails = new LinkedHashMap<>();
    List<Chained> all = new ArrayList<>();
    for (int call : calls) {
      AuditTrail trail = trails.getOrDefault(call, AuditTrail.none());
      Chained next =
          trail.chain(entry("CALL-" + call, trail.nextNumber(), "CHECK_BALANCE", all.size()));
      trails.put(call, trail.after(next));
      all.add(next);
    }
    return all;
  }

  static List<String> export(List<Chained> entries, int headEvery, KeyPair key) {
    List<String> lines = new ArrayList<>();
    LedgerLine.Head head = LedgerLine.Head.ofNothing();
    SignedStatement.Heads heads = SignedStatement.Heads.none();
    for (Chained entry : entries) {
      LedgerLine line = LedgerLine.after(head, entry, NOON);
      head = line.head();
      lines.add(line.json());
      if (head.sequence() % headEvery == 0) {
        String signed =
            sign(
                SignedStatement.head(heads, head, NOON, SignedStatement.keyId(key.getPublic())),
                key);
        heads = heads.after(signed);
        lines.add(signed);
      }
    }
    lines.addFirst(sign(SignedStatement.export(head, heads, NOON, key.getPublic()), key));
    return lines;
  }

  private static String sign(SignedStatement statement, KeyPair key) {
    try {
      Signature ed25519 = Signature.getInstance("Ed25519");
      ed25519.initSign(key.getPrivate());
      ed25519.update(statement.message());
      return statement.signed(ed25519.sign());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  static Verdict check(List<String> lines) {
    ExportCheck check = ExportCheck.create(List.of(KEY.getPublic()));
    lines.forEach(check::accept);
    return check.finish();
  }

  static boolean isEntry(String line) {
    return line.contains("\"type\":\"entry\"");
  }

  /** The places of entries among the lines, in order. */
  static List<Integer> entryLines(List<String> lines) {
    List<Integer> places = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      if (isEntry(lines.get(i))) {
        places.add(i);
      }
    }
    return places;
  }
}
