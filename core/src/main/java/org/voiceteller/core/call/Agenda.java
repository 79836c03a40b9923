package org.voiceteller.core.call;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.voiceteller.core.authentication.Level;
import org.voiceteller.core.redaction.Awaiting;
import org.voiceteller.core.tool.ToolOutcome;

/**
 * What is still open on a call: wishes that wait for a level, the challenge that stands between,
 * and the movement of money that was read back and not answered yet.
 *
 * @param wishes in the order in which they were uttered
 * @param challenge null when the bank waits for no secret
 * @param proposal null when nothing was read back
 * @param confirmed what the caller said yes to, the newest last
 * @param codes how many codes were issued on this call
 * @param answers how many answers to a second step were tried on this call
 * @param awaiting what the caller's next words may be; a challenge's secret may still be among the
 *     words that come after its end, until the agent has spoken again
 */
public record Agenda(
    List<KeptWish> wishes,
    @Nullable Challenge challenge,
    @Nullable Proposal proposal,
    List<Confirmed> confirmed,
    int codes,
    int answers,
    Awaiting awaiting) {

  /** So many confirmations are remembered to answer their repetitions. */
  static final int REMEMBERED_CONFIRMATIONS = 20;

  public Agenda {
    wishes = List.copyOf(wishes);
    confirmed = List.copyOf(confirmed);
  }

  /**
   * A wish above the caller's level. Never one that holds a secret.
   *
   * @param toolUseId of its first utterance: whatever is done for it is done under this id
   * @param spokenSince whether the caller has said anything after it
   */
  public record KeptWish(
      String toolUseId,
      String tool,
      String inputJson,
      Level needed,
      Instant at,
      boolean spokenSince) {

    KeptWish withSpokenSince() {
      return new KeptWish(toolUseId, tool, inputJson, needed, at, true);
    }
  }

  /**
   * Read back to the caller, and done if they say yes.
   *
   * @param toolUseId of the use that read it back: the money moves under this id
   * @param inputJson what was read back, without an answer
   * @param callerSaid what the caller said last since then; null when nothing yet
   */
  public record Proposal(
      String toolUseId,
      String tool,
      String inputJson,
      Instant lapsesAt,
      @Nullable String callerSaid) {}

  /**
   * A proposal that the caller said yes to.
   *
   * @param confirmedBy the use of the tool that said so last
   * @param news what the caller knows of its outcome
   */
  public record Confirmed(
      String toolUseId, String tool, String inputJson, String confirmedBy, News news) {

    private Confirmed with(News next) {
      return new Confirmed(toolUseId, tool, inputJson, confirmedBy, next);
    }
  }

  /**
   * None that the caller could have heard, for it is under way or something was cut off; it is
   * known; the agent has spoken since.
   */
  public enum News {
    NONE,
    KNOWN,
    TOLD
  }

  /** A wish's answer on its way to the caller: it is told with others at the end of one use. */
  public record Part(String tool, ToolOutcome outcome) {}

  static Agenda empty() {
    return new Agenda(List.of(), null, null, List.of(), 0, 0, Awaiting.NOTHING);
  }

  Optional<KeptWish> wish(Predicate<KeptWish> which) {
    return wishes.stream().filter(which).findFirst();
  }

  Agenda withWish(KeptWish wish) {
    List<KeptWish> all = new ArrayList<>(wishes);
    int place = wishes.stream().map(KeptWish::toolUseId).toList().indexOf(wish.toolUseId());
    if (place < 0) {
      all.add(wish);
    } else {
      all.set(place, wish);
    }
    return new Agenda(all, challenge, proposal, confirmed, codes, answers, awaiting);
  }

  Agenda without(String wishId) {
    return new Agenda(
        wishes.stream().filter(wish -> !wish.toolUseId().equals(wishId)).toList(),
        challenge,
        proposal,
        confirmed,
        codes,
        answers,
        awaiting);
  }

  Agenda withCode(Challenge.Code code) {
    return new Agenda(wishes, code, proposal, confirmed, codes + 1, answers, Awaiting.CODE);
  }

  Agenda with(@Nullable Challenge next) {
    return new Agenda(
        wishes,
        next,
        proposal,
        confirmed,
        codes,
        answers,
        next == null ? awaiting : next.awaiting());
  }

  /** What one side's next words may be, or repeat. */
  Awaiting awaiting(Turn.Speaker speaker) {
    return switch (speaker) {
      case CALLER -> awaiting;
      case AGENT, STAFF -> challenge == null ? Awaiting.NOTHING : challenge.awaiting();
    };
  }

  /** The agent has spoken: what the caller says from now on is no answer to an older question. */
  Agenda agentSpoke() {
    return new Agenda(
        wishes,
        challenge,
        proposal,
        confirmed.stream()
            .map(past -> past.news() == News.KNOWN ? past.with(News.TOLD) : past)
            .toList(),
        codes,
        answers,
        challenge == null ? Awaiting.NOTHING : challenge.awaiting());
  }

  /** A use has its outcome; that it failed is no news of what it was to do. */
  Agenda finished(String toolUseId, ToolOutcome outcome) {
    return outcome.result() == ToolOutcome.Result.FAILED
        ? this
        : withConfirmed(
            confirmed.stream()
                .map(past -> past.confirmedBy().equals(toolUseId) ? past.with(News.KNOWN) : past)
                .toList());
  }

  /** The caller comes back: what was known and not said by then may be unheard for good. */
  Agenda legAttached() {
    return withConfirmed(
        confirmed.stream()
            .map(past -> past.news() == News.KNOWN ? past.with(News.NONE) : past)
            .toList());
  }

  private Agenda withConfirmed(List<Confirmed> all) {
    return new Agenda(wishes, challenge, proposal, all, codes, answers, awaiting);
  }

  Agenda withAnswerTried() {
    return new Agenda(wishes, challenge, proposal, confirmed, codes, answers + 1, awaiting);
  }

  Agenda with(@Nullable Proposal next) {
    return new Agenda(wishes, challenge, next, confirmed, codes, answers, awaiting);
  }

  /**
   * @param proposalId of what is open, or of what was said yes to before and is asked for again
   */
  Agenda confirmedBy(String proposalId, String toolUseId) {
    if (proposal == null) {
      return withConfirmed(
          confirmed.stream()
              .map(
                  past ->
                      past.toolUseId().equals(proposalId)
                          ? new Confirmed(
                              proposalId, past.tool(), past.inputJson(), toolUseId, News.NONE)
                          : past)
              .toList());
    }
    List<Confirmed> all =
        Stream.concat(
                confirmed.stream(),
                Stream.of(
                    new Confirmed(
                        proposal.toolUseId(),
                        proposal.tool(),
                        proposal.inputJson(),
                        toolUseId,
                        News.NONE)))
            .toList();
    List<Confirmed> kept =
        all.subList(Math.max(0, all.size() - REMEMBERED_CONFIRMATIONS), all.size());
    return new Agenda(wishes, challenge, null, kept, codes, answers, awaiting);
  }

  Agenda callerSaid(String words) {
    Proposal answered =
        proposal == null
            ? null
            : new Proposal(
                proposal.toolUseId(),
                proposal.tool(),
                proposal.inputJson(),
                proposal.lapsesAt(),
                words);
    return new Agenda(
        wishes.stream().map(KeptWish::withSpokenSince).toList(),
        challenge,
        answered,
        confirmed,
        codes,
        answers,
        awaiting);
  }
}
