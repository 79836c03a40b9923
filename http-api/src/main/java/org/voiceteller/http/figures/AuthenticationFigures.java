package org.voiceteller.http.figures;

import java.util.List;
import java.util.concurrent.CompletionStage;
import org.voiceteller.core.audit.AuditFlag;
import org.voiceteller.http.figures.Report.Chart;
import org.voiceteller.http.figures.Report.Figure;
import org.voiceteller.http.figures.Report.Kind;
import org.voiceteller.http.figures.Report.Line;
import org.voiceteller.http.figures.Report.Unit;
import org.voiceteller.http.figures.Reports.Content;
import org.voiceteller.persistence.console.Figures;
import org.voiceteller.persistence.console.Figures.Counted;
import org.voiceteller.persistence.console.Figures.Series;
import org.voiceteller.persistence.console.Period;

/** How callers prove who they are, and what looks wrong in it. */
final class AuthenticationFigures {

  private static final String PHONE = "AUTHENTICATE";
  private static final String CODE = "VERIFY_OTP";
  private static final String QUESTION = "STEP_UP_AUTHENTICATION";
  private static final String SENT = "SEND_OTP";

  /** What somebody would do who is not the customer. */
  private static final List<AuditFlag> SUSPICIOUS =
      List.of(
          AuditFlag.CALLER_ID_MISMATCH,
          AuditFlag.NUMBER_UNVERIFIED,
          AuditFlag.NUMBER_BLOCKED,
          AuditFlag.TOO_MANY_ATTEMPTS,
          AuditFlag.CODE_WRONG,
          AuditFlag.TOO_MANY_CODES,
          AuditFlag.ANSWER_WRONG,
          AuditFlag.LOCKED_OUT,
          AuditFlag.CUSTOMER_CHANGED,
          AuditFlag.WRONG_RESUME_TOKEN,
          AuditFlag.ADDRESS_CHANGED,
          AuditFlag.JURISDICTION_CHANGED,
          AuditFlag.NOT_CONFIRMED);

  private final Figures figures;

  AuthenticationFigures(Figures figures) {
    this.figures = figures;
  }

  CompletionStage<Content> of(Period period) {
    return figures.of(Counted.ACTIONS, period).thenApply(actions -> content(period, actions));
  }

  private static Content content(Period period, Series actions) {
    return new Content()
        .add(rate(period, actions, PHONE, "identified", "Identified by phone number"))
        .add(rate(period, actions, CODE, "codesVerified", "Codes verified"))
        .add(rate(period, actions, QUESTION, "stepUps", "Second steps passed"))
        .add(
            Figure.count(
                    "codesSent",
                    "Codes sent",
                    actions.total(SENT, "SUCCESS"),
                    "One-time codes that the provider took over in the period.")
                .behind(Entries.of(period, "action", SENT, "result", "SUCCESS")))
        .add(
            Figure.count(
                    "codesNotSent",
                    "Codes not sent",
                    Attempts.of(actions, SENT) - actions.total(SENT, "SUCCESS"),
                    "One-time codes that could not be sent, or were refused.")
                .behind(Entries.of(period, "action", SENT)))
        .add(
            Figure.count(
                    "lockedOut",
                    "Locked out",
                    actions.total("flag." + AuditFlag.LOCKED_OUT),
                    "Attempts by who must be let in again by a person, after too many wrong secrets.")
                .behind(Entries.of(period, "flag", AuditFlag.LOCKED_OUT.name())))
        .add(levels(period, actions))
        .add(steps(actions))
        .add(suspicious(period, actions));
  }

  private static Figure rate(
      Period period, Series actions, String action, String name, String title) {
    return Figure.percent(
            name,
            title,
            actions.total(action, "SUCCESS"),
            Attempts.of(actions, action),
            "Of all attempts in the period, those that succeeded.")
        .behind(Entries.of(period, "action", action));
  }

  private static Chart levels(Period period, Series actions) {
    List<Integer> levels = List.of(1, 2, 3);
    return new Chart(
            "levels",
            "Levels reached",
            "How often callers reached each level: 1 by a phone number, 2 by a one-time code, 3 by a"
                + " second step.",
            Kind.BARS,
            "Level",
            "Times reached",
            Unit.COUNT,
            levels.stream().map(level -> "Level " + level).toList(),
            List.of(
                Line.of(
                    "reached",
                    levels.stream().map(level -> actions.total("level." + level)).toList())),
            null)
        .behind(
            List.of(
                Entries.of(period, "action", PHONE, "result", "SUCCESS"),
                Entries.of(period, "action", CODE, "result", "SUCCESS"),
                Entries.of(period, "action", QUESTION, "result", "SUCCESS")));
  }

  private static Chart steps(Series actions) {
    return new Chart(
        "steps",
        "Attempts over time",
        "Attempts of each step, however they ended.",
        Kind.LINES,
        Entries.axis(actions),
        "Attempts",
        Unit.COUNT,
        Entries.times(actions),
        List.of(
            Line.of("phone number", Attempts.each(actions, PHONE)),
            Line.of("codes sent", Attempts.each(actions, SENT)),
            Line.of("codes entered", Attempts.each(actions, CODE)),
            Line.of("second steps", Attempts.each(actions, QUESTION))),
        null);
  }

  private static Chart suspicious(Period period, Series actions) {
    List<AuditFlag> seen =
        SUSPICIOUS.stream().filter(flag -> actions.total("flag." + flag) > 0).toList();
    return new Chart(
            "suspicious",
            "Suspicious patterns",
            "Entries of the audit log with a flag that an attacker would leave.",
            Kind.BARS,
            "Flag",
            "Entries",
            Unit.COUNT,
            seen.stream().map(Words::of).toList(),
            List.of(
                Line.of(
                    "entries", seen.stream().map(flag -> actions.total("flag." + flag)).toList())),
            null)
        .behind(seen.stream().map(flag -> Entries.of(period, "flag", flag.name())).toList());
  }
}
