package org.voiceteller.core.guard;

import static java.util.Map.entry;

import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Reads in a sentence what it claims to have happened. A claim is told as done: "I've transferred",
 * "your card is frozen", "Transfer complete!". What is asked, denied, offered, promised or told
 * under a condition is none.
 */
final class SpokenClaims {

  /** Words that may stand between a verb's parts: "has now already been". */
  private static final String ADVERBS =
      "(?:\\s+(?:\\w+ly|just|now|already|also|all|been|then|gone|went|ahead|and|both|indeed|once|"
          + "again|since))*";

  private static final String WE =
      "\\b(?:i|we|i've|we've|i\\s+have|we\\s+have|i\\s+did|bank\\s+has|system\\s+has|just)";

  private static final String IS =
      "(?:\\s+(?:is|are|was|were|has|have|had|been|got|gets|went|shows\\s+as|looks)|'s|'ve|'re)";

  private static final String CARD =
      "(?:cards?|it|that\\s+one|debit|credit|account\\s+card|(?:ending\\s+in\\s+)?\\d{4})";

  private static final String MONEY =
      "(?:transfers?|money|funds?|amount|dollars|cents|\\$[\\d,.]*\\d|it|that)";

  private static final String CASE =
      "(?:dispute|disputes|claim|case|fraud\\s+(?:case|report|claim)|report|investigation|complaint)";

  private static final String FROZEN = "(?:frozen|froze|locked|suspended|paused|on\\s+hold)";

  private static final String DEAD =
      "(?:deactivated|cancell?ed|disabled|blocked|shut\\s+(?:off|down)|turned\\s+off|closed|"
          + "invalidated|dead)";

  private static final String ALIVE =
      "(?:unfrozen|unfroze|unlocked|unblocked|reactivated|unsuspended|"
          + "(?:active|working|usable|live|good)\\s+again)";

  private static final String OPENED =
      "(?:filed|opened|submitted|created|started|logged|registered|raised|lodged|recorded|"
          + "in\\s+process)";

  private static final String COMPLETE =
      "(?:complete|completed|done|made|processed|through|succes\\w*|a\\s+success|finished|executed"
          + "|confirmed|posted|submitted|initiated|approved|sent|a\\s+done\\s+deal"
          + "|in\\s+place)";

  private static final String MOVED = "(?:transferr?ed|moved|wired|shifted|sent\\s+over)";

  private static final String CHANGED =
      "(?:updated|changed|closed|opened|increased|raised|lowered|approved|reset|removed|added|"
          + "cancell?ed|enrolled|activated|waived|upgraded)";

  private static final String RECORDS =
      "(?:address|phone\\s+number|telephone\\s+number|email(?:\\s+address)?|limits?|pin|password|"
          + "(?:checking|savings|bank|new|your)\\s+account|loan|mortgage|application|appointment|"
          + "profile|beneficiary|fees?|name\\s+on)";

  private static final Map<ClaimedAction, List<Pattern>> CLAIMS =
      Map.ofEntries(
          entry(
              ClaimedAction.TRANSFER,
              patterns(
                  active("(?:" + MOVED + ")"),
                  active("(?:completed|made|processed|executed|finished|sent|done)")
                      + "\\b.{0,30}\\b(?:transfer|money|funds)",
                  passive(MONEY, MOVED),
                  passive("transfers?", COMPLETE),
                  bare("transfers?", COMPLETE),
                  passive("(?:money|funds?|dollars|\\$[\\d,.]*\\d)", "(?:sent|deposited)"),
                  "\\b(?:you|you've|you\\s+have)(?:\\s+have)?\\s+successfully\\s+" + MOVED,
                  "\\btransfer\\s+(?:took\\s+place|went\\s+(?:through|well))",
                  "\\byou\\s+have\\s+a\\s+successful\\s+transfer",
                  "^successfully\\s+(?:made|sent|" + MOVED + ")",
                  bare(MONEY, MOVED),
                  "^" + MOVED + "\\b",
                  "\\b(?:money|funds|dollars|\\$[\\d,.]*\\d)"
                      + IS
                      + ADVERBS
                      + "\\s+in\\s+your\\b")),
          entry(
              ClaimedAction.CARD_FROZEN,
              patterns(
                  active(FROZEN) + "\\b.{0,40}\\b" + CARD,
                  passive(CARD, FROZEN),
                  bare("(?:\\w+\\s+)?cards?", FROZEN),
                  active("(?:put|placed)")
                      + "\\b.{0,20}\\b(?:hold|freeze|lock)\\s+on\\b.{0,30}card")),
          entry(
              ClaimedAction.CARD_UNFROZEN,
              patterns(
                  active(ALIVE),
                  passive(CARD, ALIVE),
                  bare("(?:\\w+\\s+)?cards?", ALIVE),
                  active("(?:lifted|removed|released)")
                      + "\\b.{0,20}\\b(?:freeze|hold|lock|block)")),
          entry(
              ClaimedAction.CARD_DEACTIVATED,
              patterns(
                  active(DEAD) + "\\b.{0,40}\\bcards?",
                  active("deactivated"),
                  passive("(?:cards?|it|that\\s+one)", DEAD),
                  bare("(?:\\w+\\s+)?cards?", DEAD),
                  passive("(?:cards?|it)", "reported\\s+(?:as\\s+)?(?:lost|stolen)"),
                  active("reported") + "\\b.{0,40}\\b(?:lost|stolen)",
                  "\\bcards?\\b.{0,30}\\b(?:no\\s+longer\\s+works|"
                      + "can\\s+no\\s+longer\\s+be\\s+used|can't\\s+be\\s+used\\s+any\\s*more)")),
          entry(
              ClaimedAction.REPLACEMENT_ORDERED,
              patterns(
                  active("(?:ordered|mailed|shipped|sent|issued|requested)")
                      + "\\b.{0,30}\\b(?:replacement|new\\s+(?:\\w+\\s+)?card)",
                  passive(
                      "(?:replacement(?:\\s+card)?|new\\s+(?:\\w+\\s+)?card)",
                      "(?:ordered|mailed|shipped|sent|issued|requested|on\\s+(?:its|the)\\s+way)"),
                  bare(
                      "(?:replacement(?:\\s+card)?|new\\s+card)",
                      "(?:ordered|mailed|shipped|on\\s+(?:its|the)\\s+way)"))),
          entry(
              ClaimedAction.CASE_OPENED,
              patterns(
                  active(OPENED) + "\\b.{0,40}\\b" + CASE,
                  active("disputed"),
                  passive(CASE, OPENED),
                  passive("(?:charge|transaction|it|that)", "(?:disputed|under\\s+investigation)"),
                  bare("(?:\\w+\\s+)?" + CASE, OPENED))),
          entry(
              ClaimedAction.PAYMENT_STOPPED,
              patterns(
                  active("(?:stopped|cancell?ed|blocked)")
                      + "\\b.{0,40}\\b(?:payment|check|cheque|bill)",
                  active("(?:placed|put|set\\s+up|entered|added)") + "\\b.{0,20}\\bstop\\b",
                  passive(
                      "(?:payments?|checks?|cheques?)(?:\\s+(?:number\\s+)?\\d+)?",
                      "(?:stopped|cancell?ed|blocked)"),
                  passive(
                      "stop(?:\\s+payment)?",
                      "(?:placed|put|set\\s+up|active|in\\s+(?:place|effect))"),
                  bare(
                      "(?:stop(?:\\s+payment)?)",
                      "(?:placed|set\\s+up|in\\s+place|active|complete)"),
                  bare("(?:payments?|checks?)", "(?:stopped|cancell?ed)"))),
          entry(
              ClaimedAction.BILL_PAID,
              patterns(
                  active("(?:paid)"),
                  active("(?:scheduled|arranged|set\\s+up|made|sent|processed|submitted)")
                      + "\\b.{0,40}\\b(?:payments?|bills?|bill\\s*pay|autopay)",
                  passive(
                      "(?:payments?|bills?|bill\\s*pay|autopay)",
                      "(?:scheduled|paid|arranged|set\\s+up|made|sent|processed|active|on\\s+its\\s+way)"),
                  bare(
                      "(?:\\w+\\s+)?(?:payments?|bills?|bill\\s*pay)",
                      "(?:scheduled|paid|arranged|set\\s+up|made|sent|processed)"))),
          entry(
              ClaimedAction.STATEMENT_SENT,
              patterns(
                  active("(?:sent|emailed|e-mailed|mailed|ordered|requested|forwarded)")
                      + "\\b.{0,40}\\bstatements?",
                  passive(
                      "statements?(?:\\s+(?:of|for)\\b.{0,30})?",
                      "(?:sent|emailed|e-mailed|mailed|ordered|requested|on\\s+(?:its|the)\\s+way)"),
                  bare(
                      "(?:\\w+\\s+)?statements?",
                      "(?:sent|emailed|mailed|ordered|requested|on\\s+(?:its|the)\\s+way)"))),
          entry(
              ClaimedAction.CODE_SENT,
              patterns(
                  active("(?:sent|texted|emailed)") + "\\b.{0,40}\\b(?:code|passcode|text)",
                  passive(
                      "(?:code|passcode|text(?:\\s+message)?)",
                      "(?:sent|texted|emailed|on\\s+(?:its|the)\\s+way)"),
                  bare("(?:verification\\s+)?code", "(?:sent|texted)"))),
          entry(
              ClaimedAction.CODE_VERIFIED,
              patterns(
                  active("(?:verified|confirmed|accepted|checked)")
                      + "\\b.{0,20}\\b(?:code|answer|passcode)",
                  passive(
                      "(?:code|answer|passcode)",
                      "(?:verified|correct|right|valid|accepted|confirmed|good|a\\s+match)"),
                  bare(
                      "(?:your\\s+|the\\s+)?(?:code|answer)",
                      "(?:verified|correct|accepted|confirmed)"))),
          entry(
              ClaimedAction.IDENTITY_VERIFIED,
              patterns(
                  active("(?:verified|authenticated)") + "\\b.{0,20}\\b(?:you|identity|number)\\b",
                  passive("(?:you|identity)", "(?:verified|authenticated|confirmed)"),
                  bare("(?:identity|verification)", "(?:verified|confirmed|complete|successful)"),
                  passive("verification", "(?:complete|completed|successful|done)"))),
          entry(
              ClaimedAction.MONEY_RETURNED,
              patterns(
                  active("(?:refunded|credited|reimbursed|reversed|returned|paid\\s+back)"),
                  active("(?:issued|posted|applied|processed|given|added|granted)")
                      + "\\b.{0,30}\\b(?:credit|refund)",
                  passive(
                      "(?:refund|(?:provisional\\s+)?credit|charge|fee|money|amount)",
                      "(?:refunded|credited|reimbursed|reversed|issued|posted|applied|granted|"
                          + "in\\s+your\\s+account)"),
                  bare(
                      "(?:refund|(?:provisional\\s+)?credit)",
                      "(?:issued|posted|applied|granted)"))),
          entry(
              ClaimedAction.RECORD_CHANGED,
              patterns(
                  active(CHANGED) + "\\b.{0,40}\\b" + RECORDS,
                  passive(RECORDS, CHANGED),
                  bare("(?:\\w+\\s+)?" + RECORDS, CHANGED))),
          entry(
              ClaimedAction.SOMETHING,
              patterns(
                  "^(?:(?:it's|that's|it\\s+is|that\\s+is|all|everything\\s+is|everything's)\\s+)*"
                      + "(?:now\\s+|all\\s+)?(?:done|completed|taken\\s+care\\s+of|finished)$",
                  "\\bconsider\\s+it\\s+done\\b",
                  passive("(?:transaction|operation|request|order|process)", COMPLETE),
                  bare("(?:transaction|operation|request|order)", COMPLETE),
                  "^(?:it|that)(?:\\s+(?:is|was|has\\s+been)|'s)(?:\\s+\\w+ly)?\\s+succes\\w*$",
                  "^(?:it|that)\\s+went\\s+through\\b",
                  active("(?:done|completed|taken\\s+care\\s+of)")
                      + "\\s+(?:it|that|this|so|everything|your\\s+request)\\b",
                  passive(
                      "(?:it|that|request|everything)",
                      "(?:done|completed|taken\\s+care\\s+of|processed|finished)"))));

  /** What makes a clause no claim, wherever in it it stands. */
  private static final Pattern NO_CLAIM =
      Pattern.compile(
          "\\b(?:not|never|nothing|none|neither|nor|no\\s+one|cannot|unable|without|isn|aren|wasn"
              + "|weren|hasn|haven|hadn|didn|don|doesn|won|couldn|wouldn|can't|shouldn|unless"
              + "|if|whether|when|whenever|until|till|before|as\\s+soon\\s+as|in\\s+case|to\\s+have"
              + "|will|would|could|should|shall|may|might|must|can|to\\s+be|going\\s+to|about\\s+to"
              + "|want|wants|wanted|like\\s+to|let\\s+me|let's|able\\s+to|ready\\s+to|need|needs|have\\s+to"
              + "|has\\s+to|please|you'd|i'd|we'd|i'll|we'll|you'll|it'll|they'll|that'll|being"
              + "|ensure|make\\s+sure|how|why|what|where|which|who|no)\\b");

  /** "Once you're verified", not "once again". */
  private static final Pattern ONCE = Pattern.compile("\\bonce\\b(?!\\s+(?:again|more))");

  /** "I can confirm that …": what follows is claimed all the same. */
  private static final Pattern ANNOUNCEMENT =
      Pattern.compile(
          "\\b(?:i|we)(?:'m|\\s+am|'re|\\s+are|\\s+can|\\s+could|\\s+may|'d|\\s+would|\\s+will|'ll"
              + "|\\s+want|\\s+wanted|\\s+just|\\s+now|\\s+also|\\s+like|\\s+happy|\\s+glad|\\s+pleased"
              + "|\\s+delighted|\\s+proud|\\s+to)*\\s+(?:confirm|say|tell\\s+you|let\\s+you\\s+know"
              + "|inform\\s+you|report|assure\\s+you|announce|see|promise)(?:\\s+to\\s+you)?"
              + "(?:\\s+(?:that|you))?\\b");

  private static final Map<String, String> PARTICIPLES =
      Map.ofEntries(
          entry("transfer", "transferred"),
          entry("make", "made"),
          entry("move", "moved"),
          entry("freeze", "frozen"),
          entry("unfreeze", "unfrozen"),
          entry("block", "blocked"),
          entry("deactivate", "deactivated"),
          entry("cancel", "cancelled"),
          entry("stop", "stopped"),
          entry("place", "placed"),
          entry("file", "filed"),
          entry("open", "opened"),
          entry("submit", "submitted"),
          entry("send", "sent"),
          entry("schedule", "scheduled"),
          entry("set up", "set up"),
          entry("pay", "paid"),
          entry("order", "ordered"),
          entry("refund", "refunded"),
          entry("credit", "credited"),
          entry("verify", "verified"),
          entry("change", "changed"),
          entry("update", "updated"),
          entry("process", "processed"),
          entry("complete", "completed"));

  /** "I was able to freeze your card" is "I have frozen your card". */
  private static final Pattern MANAGED =
      Pattern.compile(
          "\\s+(?:(?:was|were|have\\s+been|'ve\\s+been)\\s+(?:\\w+ly\\s+)?able\\s+to|managed\\s+to)"
              + "(?:\\s+\\w+ly)?\\s+("
              + String.join("|", PARTICIPLES.keySet())
              + ")\\b");

  private static final Pattern FORBIDDEN_STILL =
      Pattern.compile("can\\s+no\\s+longer\\s+be\\s+used|can't\\s+be\\s+used\\s+any\\s*more");

  private static final Pattern CLAUSE_END =
      Pattern.compile("[,;:…—–!?.]+(?=\\s|$)|\\s+-\\s+|\\s+(?:but|so|because|while|then|and)\\s+");

  private static final Pattern PROMISED_REPLACEMENT =
      Pattern.compile(
          "\\b(?:replacement|new\\s+(?:\\w+\\s+)?card)\\b.{0,30}\\b(?:will|should|'ll)\\s+"
              + "(?:arrive|be\\s+(?:there|mailed|sent|delivered|with\\s+you)|reach|come)\\b");

  private static final Pattern CONDITION =
      Pattern.compile("\\b(?:if|when|unless|whether|would|could|like\\s+me)\\b");

  private static final Pattern STARTS_WITH_SUBJECT =
      Pattern.compile("^(?:and\\s+)?(?:i|we)(?:'ve|\\s)");

  private SpokenClaims() {}

  /** What this sentence claims; empty for a question. */
  static Set<ClaimedAction> in(String sentence) {
    String plain = plain(sentence);
    Set<ClaimedAction> claims = EnumSet.noneOf(ClaimedAction.class);
    if (plain.endsWith("?")) {
      return claims;
    }
    boolean conditional = CONDITION.matcher(plain).find() || ONCE.matcher(plain).find();
    if (PROMISED_REPLACEMENT.matcher(plain).find() && !conditional) {
      claims.add(ClaimedAction.REPLACEMENT_ORDERED);
    }
    String announced =
        MANAGED
            .matcher(ANNOUNCEMENT.matcher(plain).replaceAll(" "))
            .replaceAll(verb -> " have " + PARTICIPLES.getOrDefault(verb.group(1), "done"));
    String subject = "";
    for (String part : CLAUSE_END.split(announced)) {
      String clause = part.strip();
      boolean isClaim =
          FORBIDDEN_STILL.matcher(clause).find()
              || !NO_CLAIM.matcher(clause).find() && !ONCE.matcher(clause).find();
      if (isClaim) {
        // "I've checked, and moved it": the second verb has the first one's subject.
        claimed(clause, claims);
        if (!subject.isEmpty()) {
          claimed(subject + " " + clause, claims);
        }
      }
      subject = isClaim && STARTS_WITH_SUBJECT.matcher(clause).find() ? "i" : "";
    }
    return claims;
  }

  private static void claimed(String clause, Set<ClaimedAction> claims) {
    CLAIMS.forEach(
        (action, patterns) -> {
          if (patterns.stream().anyMatch(pattern -> pattern.matcher(clause).find())) {
            claims.add(action);
          }
        });
  }

  private static String plain(String sentence) {
    return sentence
        .toLowerCase(Locale.ROOT)
        .replace('’', '\'')
        .replace('‘', '\'')
        .replaceAll("[\"“”*_()\\[\\]]", " ")
        .replaceAll("\\s+", " ")
        .replaceAll("\\bits (?=(?:been |now |all )?(?:done|complete|success))", "it's ")
        .strip();
  }

  private static String active(String participle) {
    return WE + ADVERBS + "\\s+" + participle + "\\b";
  }

  private static String passive(String noun, String participle) {
    return "(?<![\\w$])"
        + noun
        + "\\b(?:[^,;]{0,60}?)"
        + IS
        + ADVERBS
        + "\\s+"
        + participle
        + "\\b";
  }

  private static String bare(String noun, String participle) {
    return "^(?:(?:your|the|that|this|a|okay|ok|great|perfect|alright|sure|yes|good\\s+news)\\s+)*"
        + noun
        + ADVERBS
        + "\\s+"
        + participle
        + "\\b";
  }

  private static List<Pattern> patterns(String... expressions) {
    return List.of(expressions).stream().map(Pattern::compile).toList();
  }
}
