package org.voiceteller.http.signin;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * How often secrets that open nothing were tried, by network address and by all together. After
 * some that cost nothing, each one makes the wait before the next twice as long. While an address
 * waits, nothing of it is looked at. An attempt counts before its outcome is known, so that many at
 * once gain nothing; a right one is taken back. The same wrong secret again counts once: an old tab
 * is no attack.
 *
 * <p>On this node only, and bounded: of the addresses, those heard of longest ago are forgotten
 * first. What is tried from ever new addresses meets the limit over all.
 *
 * <p>256 random bits are not guessed at any pace. What this protects is what is behind: the stores
 * that would have to look, and the audit log that would have to note.
 */
public final class Attempts {

  private static final int SAME_REMEMBERED = 8;

  /**
   * @param free wrong ones of an address that cost nothing
   * @param freeOverAll the same for all addresses together
   * @param first the wait after the next one; it doubles with each
   * @param longest no wait is longer
   * @param longestOverAll the same for the wait that all share
   * @param forgottenAfter so long after the last one, all is forgotten
   * @param addresses that are remembered at once
   */
  record Rule(
      int free,
      int freeOverAll,
      Duration first,
      Duration longest,
      Duration longestOverAll,
      Duration forgottenAfter,
      int addresses) {

    static Rule usual() {
      return new Rule(
          5,
          100,
          Duration.ofSeconds(1),
          Duration.ofMinutes(5),
          Duration.ofSeconds(10),
          Duration.ofMinutes(15),
          10_000);
    }
  }

  /** What may be done with an attempt. */
  sealed interface Word {

    /** It may be looked at. */
    record Try() implements Word {}

    /** It opened nothing before. */
    record KnownWrong() implements Word {}

    record Wait(Duration time) implements Word {}
  }

  private static final class Record {
    private int wrong;
    private Instant last = Instant.MIN;
    private Instant opensAt = Instant.MIN;
    private final Deque<String> hashes = new ArrayDeque<>();
  }

  private final Rule rule;
  private final InstantSource clock;
  private final Map<String, Record> byAddress = new LinkedHashMap<>(16, 0.75f, true);
  private final Record all = new Record();

  private Attempts(Rule rule, InstantSource clock) {
    this.rule = rule;
    this.clock = clock;
  }

  public static Attempts create(InstantSource clock) {
    return create(Rule.usual(), clock);
  }

  static Attempts create(Rule rule, InstantSource clock) {
    return new Attempts(rule, clock);
  }

  /**
   * Counts an attempt as wrong until {@link #right} says otherwise.
   *
   * @param hash of the secret that is tried
   */
  synchronized Word begin(String address, String hash) {
    Instant now = clock.instant();
    Record own = byAddress.computeIfAbsent(address, _ -> new Record());
    forgetEldest();
    forget(own, now);
    forget(all, now);
    if (own.hashes.contains(hash)) {
      return new Word.KnownWrong();
    }
    Instant opensAt = own.opensAt.isAfter(all.opensAt) ? own.opensAt : all.opensAt;
    if (now.isBefore(opensAt)) {
      return new Word.Wait(Duration.between(now, opensAt));
    }
    count(own, now, rule.free(), rule.longest());
    count(all, now, rule.freeOverAll(), rule.longestOverAll());
    own.hashes.addLast(hash);
    if (own.hashes.size() > SAME_REMEMBERED) {
      own.hashes.removeFirst();
    }
    return new Word.Try();
  }

  /** The attempt has opened something, or it could not be told. */
  synchronized void right(String address, String hash) {
    Record own = byAddress.get(address);
    if (own != null && own.hashes.remove(hash)) {
      takeBack(own, rule.free());
      takeBack(all, rule.freeOverAll());
    }
  }

  /** How long this address must wait now; empty when it need not. */
  synchronized Optional<Duration> wait(String address) {
    Instant now = clock.instant();
    Record own = byAddress.get(address);
    Instant opensAt = own == null || all.opensAt.isAfter(own.opensAt) ? all.opensAt : own.opensAt;
    return now.isBefore(opensAt) ? Optional.of(Duration.between(now, opensAt)) : Optional.empty();
  }

  private void count(Record record, Instant now, int free, Duration longest) {
    record.wrong++;
    record.last = now;
    int beyond = record.wrong - free;
    if (beyond > 0) {
      Duration wait = longest;
      if (beyond <= 30) {
        Duration doubled = rule.first().multipliedBy(1L << (beyond - 1));
        wait = doubled.compareTo(longest) < 0 ? doubled : longest;
      }
      record.opensAt = now.plus(wait);
    }
  }

  private static void takeBack(Record record, int free) {
    record.wrong = Math.max(0, record.wrong - 1);
    if (record.wrong <= free) {
      record.opensAt = Instant.MIN;
    }
  }

  private void forget(Record record, Instant now) {
    if (record.wrong > 0 && !now.isBefore(record.last.plus(rule.forgottenAfter()))) {
      record.wrong = 0;
      record.opensAt = Instant.MIN;
      record.hashes.clear();
    }
  }

  private void forgetEldest() {
    if (byAddress.size() > rule.addresses()) {
      Iterator<String> eldest = byAddress.keySet().iterator();
      eldest.next();
      eldest.remove();
    }
  }
}
